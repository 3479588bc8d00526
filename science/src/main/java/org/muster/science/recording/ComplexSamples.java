package org.muster.science.recording;

/**
 * A stretch of one channel: complex samples of each polarization.
 *
 * @param real real parts, {@code [polarization][time]}
 * @param imaginary imaginary parts, {@code [polarization][time]}
 */
public record ComplexSamples(float[][] real, float[][] imaginary) {

    /** A stretch of zeros. */
    public static ComplexSamples zeros(int polarizations, int count) {
        return new ComplexSamples(new float[polarizations][count], new float[polarizations][count]);
    }

    /** How many polarizations there are. */
    public int polarizations() {
        return real.length;
    }

    /** Times in each polarization. */
    public int count() {
        return real[0].length;
    }
}
