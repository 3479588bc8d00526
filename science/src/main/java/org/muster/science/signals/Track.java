package org.muster.science.signals;

/**
 * A straight line in frequency and time.
 *
 * @param frequency sky frequency at {@code time}, in hertz
 * @param time in seconds since the recording's start
 * @param driftRate in hertz per second
 * @param driftError how wrong the drift rate may be, in hertz per second
 */
record Track(double frequency, double time, double driftRate, double driftError) {

    double frequencyAt(double when) {
        return frequency + driftRate * (when - time);
    }

    /** How far a signal may have gone from the line at another time, in hertz. */
    double uncertaintyAt(double when) {
        return driftError * Math.abs(when - time);
    }
}
