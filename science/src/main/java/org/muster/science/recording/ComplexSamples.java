package org.muster.science.recording;

/**
 * A stretch of one channel: complex samples of each polarization. The arrays are handed out as they are; whoever reads a stretch
 * may change it.
 */
public final class ComplexSamples {
    private final float[][] real;
    private final float[][] imaginary;

    private ComplexSamples(float[][] real, float[][] imaginary) {
        this.real = real;
        this.imaginary = imaginary;
    }

    /** A stretch of zeros. */
    public static ComplexSamples zeros(int polarizations, int count) {
        return new ComplexSamples(new float[polarizations][count], new float[polarizations][count]);
    }

    /** Real parts, {@code [polarization][time]}. */
    public float[][] real() {
        return real;
    }

    /** Imaginary parts, {@code [polarization][time]}. */
    public float[][] imaginary() {
        return imaginary;
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
