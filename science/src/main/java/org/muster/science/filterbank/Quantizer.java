package org.muster.science.filterbank;

/**
 * Puts the samples of one sub-band into 8 bits, each polarization by a scale of its own: the root of the mean square of a real or
 * imaginary part becomes {@value #LEVELS}. Noise is then rounded to a twentieth of its own size, which adds less than 0.03 percent
 * of noise, and cut off beyond six times its size, which happens to one part in 4e9. Not thread-safe.
 */
final class Quantizer {
    static final double LEVELS = 20;

    private final double[] squares;
    private final double[] scale;
    private final byte[] samples;
    private final int polarizations;

    Quantizer(int polarizations, int count) {
        this.polarizations = polarizations;
        squares = new double[polarizations];
        scale = new double[polarizations];
        samples = new byte[2 * polarizations * count];
    }

    /** First look: every sample once. */
    void measure(int polarization, double real, double imaginary) {
        squares[polarization] += real * real + imaginary * imaginary;
    }

    /** Between the two looks: fixes the scales. */
    void measured() {
        int values = samples.length / polarizations;
        for (int polarization = 0; polarization < polarizations; polarization++) {
            double size = Math.sqrt(squares[polarization] / values);
            scale[polarization] = size > 0 ? LEVELS / size : 0;
        }
    }

    /** Second look: the same samples again. */
    void put(int polarization, int time, double real, double imaginary) {
        int at = 2 * (time * polarizations + polarization);
        samples[at] = rounded(real * scale[polarization]);
        samples[at + 1] = rounded(imaginary * scale[polarization]);
    }

    /** Polarizations with any signal in them. A broken receiver leaves the other one usable. */
    int living() {
        int living = 0;
        for (double value : scale) {
            living += value > 0 ? 1 : 0;
        }
        return living;
    }

    /** The samples of the living polarizations in a piece's order. */
    byte[] samples() {
        if (living() == polarizations) {
            return samples;
        }
        byte[] rest = new byte[samples.length / polarizations * living()];
        int to = 0;
        for (int at = 0; at < samples.length; at += 2) {
            if (scale[at / 2 % polarizations] > 0) {
                rest[to++] = samples[at];
                rest[to++] = samples[at + 1];
            }
        }
        return rest;
    }

    private static byte rounded(double value) {
        return (byte) Math.clamp(Math.rint(value), -127, 127);
    }
}
