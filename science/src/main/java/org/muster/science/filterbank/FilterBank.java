package org.muster.science.filterbank;

/**
 * A critically sampled polyphase filter bank: divides complex samples into sub-bands that tile their band exactly, each with one
 * sample for every {@code subBands} samples of input. Not thread-safe.
 *
 * <p>Sub-band {@code s} (from 0, upwards in frequency) lies around {@code (s - (subBands - 1) / 2) / subBands} of the input's
 * sample rate. A tone at its centre comes out as a constant of the tone's amplitude; white noise of power P per sample comes out
 * as white noise of power P / subBands. Output sample {@code n} belongs to the moment of input sample {@code n * subBands}. Phases
 * run on across calls, so neighbouring stretches of a recording fit together.
 */
final class FilterBank {
    private final int subBands;
    private final double[] taps;
    private final double[] turnCosine;
    private final double[] turnSine;
    private final FourierTransform transform;
    private final double[] branchReal;
    private final double[] branchImaginary;

    /** A bank of a power-of-two number of sub-bands, from 1 (which changes nothing). */
    FilterBank(int subBands) {
        this.subBands = subBands;
        taps = subBands == 1 ? new double[] {1} : PrototypeFilter.taps(subBands);
        transform = new FourierTransform(subBands);
        branchReal = new double[subBands];
        branchImaginary = new double[subBands];
        turnCosine = new double[2 * subBands];
        turnSine = new double[2 * subBands];
        for (int i = 0; i < 2 * subBands; i++) {
            turnCosine[i] = subBands == 1 ? 1 : StrictMath.cos(Math.PI * i / subBands);
            turnSine[i] = subBands == 1 ? 0 : -StrictMath.sin(Math.PI * i / subBands);
        }
    }

    /** Input samples needed before the one that an output belongs to. */
    int margin() {
        return taps.length / 2;
    }

    /** Length of the input that so many outputs are made of, margins included. */
    int inputNeeded(int outputs) {
        return (outputs - 1) * subBands + taps.length;
    }

    /** Takes the outputs of one moment. */
    interface Sink {
        /**
         * @param output number of the output within this call, from 0
         * @param real real parts by sub-band; overwritten by the next output
         * @param imaginary imaginary parts by sub-band; overwritten by the next output
         */
        void accept(int output, double[] real, double[] imaginary);
    }

    /**
     * Filters one stretch of one polarization.
     *
     * @param real real parts of the input, beginning {@link #margin} samples before the one of the first output and
     *     {@link #inputNeeded} long; turned in phase by this method, so of no more use afterwards
     * @param imaginary imaginary parts of the same
     * @param firstOutput number of the first output since the recording's start; decides the phases
     * @param outputs how many outputs to make
     */
    void filter(float[] real, float[] imaginary, long firstOutput, int outputs, Sink sink) {
        turn(real, imaginary, firstOutput * subBands - margin());
        for (int output = 0; output < outputs; output++) {
            sumBranches(real, imaginary, output * subBands);
            if (subBands > 1) {
                transform.transform(branchReal, branchImaginary);
                upwards(branchReal);
                upwards(branchImaginary);
            }
            sink.accept(output, branchReal, branchImaginary);
        }
    }

    /** Moves all frequencies down by half a sub-band, so that the edges of the band become edges of sub-bands. */
    private void turn(float[] real, float[] imaginary, long firstSample) {
        int phase = (int) Math.floorMod(firstSample, 2L * subBands);
        for (int i = 0; i < real.length; i++) {
            double turnedReal = real[i] * turnCosine[phase] - imaginary[i] * turnSine[phase];
            double turnedImaginary = real[i] * turnSine[phase] + imaginary[i] * turnCosine[phase];
            real[i] = (float) turnedReal;
            imaginary[i] = (float) turnedImaginary;
            phase = phase + 1 == turnCosine.length ? 0 : phase + 1;
        }
    }

    private void sumBranches(float[] real, float[] imaginary, int start) {
        for (int branch = 0; branch < subBands; branch++) {
            double sumReal = 0;
            double sumImaginary = 0;
            for (int tap = branch; tap < taps.length; tap += subBands) {
                sumReal += taps[tap] * real[start + tap];
                sumImaginary += taps[tap] * imaginary[start + tap];
            }
            branchReal[branch] = sumReal;
            branchImaginary[branch] = sumImaginary;
        }
    }

    /** Puts the upper half of a transform, which holds the frequencies below the middle, before the lower half. */
    private static void upwards(double[] values) {
        int half = values.length / 2;
        for (int i = 0; i < half; i++) {
            double value = values[i];
            values[i] = values[i + half];
            values[i + half] = value;
        }
    }
}
