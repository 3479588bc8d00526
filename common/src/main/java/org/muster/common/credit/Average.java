package org.muster.common.credit;

/**
 * A running average, as BOINC keeps it in pairs of columns {@code x_n, x_avg}.
 *
 * @param samples how many samples it has had, 0 and up
 * @param value the average, 0 before the first sample
 */
public record Average(double samples, double value) {

    /** No samples yet. */
    public static final Average NONE = new Average(0, 0);

    /** With one more sample; a negative sample is no sample. */
    public Average with(double sample, AverageRule rule) {
        if (sample < 0) {
            return this;
        }
        double accepted = rule.truncated(sample, samples, value);
        double count = samples + 1;
        return new Average(count, value + (accepted - value) * rule.share(count));
    }
}
