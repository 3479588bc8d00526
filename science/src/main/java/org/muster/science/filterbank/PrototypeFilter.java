package org.muster.science.filterbank;

/**
 * The low-pass filter from which every sub-band's filter is made: a sinc under a Kaiser window, {@value #TAPS_PER_BRANCH} taps
 * for each sub-band.
 *
 * <p>Its cut-off is placed so that its power is exactly half at the edge of the sub-band. A tone there is found in both
 * neighbours at half its power, and, what matters more, the power of white noise is the same at every frequency of a sub-band to
 * 0.2 percent: what leaks out over an edge is replaced by what leaks in. So the spectrum of a piece of noise is flat, as the
 * search's statistics demand. Three quarters of a sub-band away from the centre and further the response is 83 dB down.
 */
final class PrototypeFilter {
    /** Length of the filter in units of the number of sub-bands; even. */
    static final int TAPS_PER_BRANCH = 16;

    /** Kaiser's parameter for side lobes 80 dB down (Kaiser 1974). */
    private static final double KAISER_BETA = 7.857;

    private static final int BISECTIONS = 60;

    private PrototypeFilter() {}

    /**
     * The taps: {@code TAPS_PER_BRANCH * subBands} of them, symmetric about the middle one (so the first is 0), with sum 1.
     *
     * @param subBands at least 2
     */
    static double[] taps(int subBands) {
        double low = 0.8;
        double high = 1.6;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            double[] taps = taps(subBands, middle);
            double edge = response(taps, 0.5 / subBands);
            if (edge * edge < 0.5) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return taps(subBands, high);
    }

    /** The response at a frequency in units of the sample rate. Real, because the taps are symmetric. */
    static double response(double[] taps, double frequency) {
        int middle = taps.length / 2;
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            sum += taps[i] * StrictMath.cos(2 * Math.PI * frequency * (i - middle));
        }
        return sum;
    }

    private static double[] taps(int subBands, double widening) {
        int middle = TAPS_PER_BRANCH * subBands / 2;
        double[] taps = new double[2 * middle];
        double sum = 0;
        for (int i = 1; i < taps.length; i++) {
            double fromMiddle = i - middle;
            taps[i] = sinc(fromMiddle / subBands * widening) * kaiser(fromMiddle / middle);
            sum += taps[i];
        }
        for (int i = 1; i < taps.length; i++) {
            taps[i] /= sum;
        }
        return taps;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /** The modified Bessel function of the first kind and order 0, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= (x / 2 / k) * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
