package org.muster.science.signals;

/**
 * A signal to which many spikes belong.
 *
 * @param frequency sky frequency at {@code time}, in hertz
 * @param time the moment that its frequency is best known for, in seconds since the recording's start
 * @param driftRate in hertz per second
 * @param frequencyResolution the width of a bin of the longest transform that shows it, in hertz
 * @param driftResolution the distance of drift rates that this transform tells apart, in hertz per second
 * @param power of its strongest spike, in units of the mean power of a bin of noise
 * @param transformLength of its strongest spike, in samples
 * @param spikes how many spikes belong to it
 * @param firstTime the middle of the first window that shows it, in seconds since the recording's start
 * @param lastTime the middle of the last window that shows it, in seconds since the recording's start
 */
public record DetectedSignal(
        double frequency,
        double time,
        double driftRate,
        double frequencyResolution,
        double driftResolution,
        double power,
        int transformLength,
        int spikes,
        double firstTime,
        double lastTime) {

    /** The sky frequency at a time in seconds since the recording's start, in hertz. */
    public double frequencyAt(double when) {
        return frequency + driftRate * (when - time);
    }
}
