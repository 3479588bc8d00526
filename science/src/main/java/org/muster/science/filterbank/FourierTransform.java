package org.muster.science.filterbank;

/**
 * A Fourier transform of a short, fixed, power-of-two length that gives the same bits on every machine. Not thread-safe.
 *
 * <p>The transforms of a general library take their sines from {@link Math}, which may differ in the last bit between processors;
 * then two splitters would write different input files under one name.
 */
final class FourierTransform {
    private final int length;
    private final double[] cosine;
    private final double[] sine;

    FourierTransform(int length) {
        this.length = length;
        cosine = new double[length / 2];
        sine = new double[length / 2];
        for (int i = 0; i < length / 2; i++) {
            cosine[i] = StrictMath.cos(2 * Math.PI * i / length);
            sine[i] = -StrictMath.sin(2 * Math.PI * i / length);
        }
    }

    /** Transforms in place, forwards, without scaling. */
    void transform(double[] real, double[] imaginary) {
        reorder(real, imaginary);
        for (int half = 1; half < length; half *= 2) {
            int stride = length / (2 * half);
            for (int start = 0; start < length; start += 2 * half) {
                for (int i = 0; i < half; i++) {
                    butterfly(real, imaginary, start + i, start + i + half, i * stride);
                }
            }
        }
    }

    private void butterfly(double[] real, double[] imaginary, int upper, int lower, int twiddle) {
        double turnedReal = real[lower] * cosine[twiddle] - imaginary[lower] * sine[twiddle];
        double turnedImaginary = real[lower] * sine[twiddle] + imaginary[lower] * cosine[twiddle];
        real[lower] = real[upper] - turnedReal;
        imaginary[lower] = imaginary[upper] - turnedImaginary;
        real[upper] += turnedReal;
        imaginary[upper] += turnedImaginary;
    }

    private void reorder(double[] real, double[] imaginary) {
        int bits = Integer.numberOfTrailingZeros(length);
        for (int i = 1; i < length; i++) {
            int mirrored = Integer.reverse(i) >>> (32 - bits);
            if (mirrored > i) {
                swap(real, i, mirrored);
                swap(imaginary, i, mirrored);
            }
        }
    }

    private static void swap(double[] values, int one, int other) {
        double value = values[one];
        values[one] = values[other];
        values[other] = value;
    }
}
