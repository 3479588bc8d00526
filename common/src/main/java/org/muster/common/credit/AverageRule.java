package org.muster.common.credit;

/**
 * How samples enter a running average: plainly at first, then with a fixed small weight, and never as outliers.
 *
 * @param threshold number of samples from which on each has the fixed weight
 * @param weight the fixed weight, between 0 and 1
 * @param limit a sample above this multiple of the average counts as this multiple
 */
public record AverageRule(double threshold, double weight, double limit) {

    /** For the statistics of one application version on one host. */
    public static final AverageRule HOST = new AverageRule(20, 0.01, 10);

    /** For the statistics of one application version over all hosts. */
    public static final AverageRule VERSION = new AverageRule(100, 0.001, 10);

    double truncated(double sample, double samples, double average) {
        return samples > 0 && average != 0 ? Math.min(sample, average * limit) : sample;
    }

    double share(double samples) {
        return samples < threshold ? 1 / samples : weight;
    }
}
