package org.muster.common.credit;

/**
 * A running average with its variance, as BOINC keeps it in columns {@code x_n, x_avg, x_var, x_q}.
 *
 * @param samples how many samples it has had, 0 and up
 * @param value the average, 0 before the first sample
 * @param variance the samples' variance
 * @param squares the sum of squared differences while there are few samples; left alone later
 */
public record SpreadAverage(double samples, double value, double variance, double squares) {

    /** No samples yet. */
    public static final SpreadAverage NONE = new SpreadAverage(0, 0, 0, 0);

    /** With one more sample; a negative sample is no sample. */
    public SpreadAverage with(double sample, AverageRule rule) {
        if (sample < 0) {
            return this;
        }
        double accepted = rule.truncated(sample, samples, value);
        double count = samples + 1;
        double difference = accepted - value;
        double next = value + difference * rule.share(count);
        if (count < rule.threshold()) {
            double sum = squares + difference * (accepted - next);
            return new SpreadAverage(count, next, sum / count, sum);
        }
        double spread = variance + rule.weight() * (difference * difference - variance);
        return new SpreadAverage(count, next, spread, squares);
    }
}
