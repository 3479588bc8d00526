package org.muster.common.credit;

/**
 * One computed result, as far as credit depends on it.
 *
 * @param key the host and version that computed it
 * @param anonymous true when the volunteer brought an application of their own
 * @param elapsedSeconds run time as reported
 * @param cpuSeconds processor time as reported
 * @param peakFlops peak speed of the version on that host when it was sent, FLOPS
 * @param outlier true when the validator says that its run time means nothing
 * @param sentTime Unix seconds
 * @param receivedTime Unix seconds
 */
public record Run(
        HostAppVersion.Key key,
        boolean anonymous,
        double elapsedSeconds,
        double cpuSeconds,
        double peakFlops,
        boolean outlier,
        long sentTime,
        long receivedTime) {

    /** Speed assumed of a host that did not measure its own, FLOPS. */
    public static final double USUAL_FLOPS = 4.3e9;

    /** What a client reports whose benchmark failed, FLOPS. */
    private static final double NOT_MEASURED = 1e9;

    /** Run time in seconds; old clients report processor time alone. */
    double seconds() {
        return elapsedSeconds < 1e-6 ? cpuSeconds : elapsedSeconds;
    }

    boolean isSpeedKnown() {
        return peakFlops > 0 && peakFlops != NOT_MEASURED;
    }

    /** FLOPs that the host could have done at its peak speed in the run time. */
    double rawPeakFlopCount() {
        return seconds() * (isSpeedKnown() ? peakFlops : USUAL_FLOPS);
    }
}
