package org.muster.common.credit;

/**
 * What one run adds to the statistics.
 *
 * @param flopRatio raw peak FLOP count over the workunit's estimated FLOP count
 * @param secondsPerFlop run time over the workunit's estimated FLOP count
 * @param turnaround seconds from sending to report
 */
public record RunSample(double flopRatio, double secondsPerFlop, double turnaround) {

    private static final double FARTHEST = 1e4;

    /** False when the workunit's estimate, or the host's report, must be nonsense; the ratio is not averaged then. */
    public boolean isPlausible() {
        return flopRatio >= 1 / FARTHEST && flopRatio <= FARTHEST;
    }
}
