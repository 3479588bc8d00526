package org.muster.scheduler.version;

import org.muster.common.credit.Average;
import org.muster.scheduler.resource.Usage;

/**
 * How fast a version will be on a computer: by what it did there, else by what it did elsewhere, else by a cautious
 * guess. Pure. Source: estimates of the BOINC scheduler.
 */
final class SpeedEstimate {

    /** From more runs than this on the computer their times count. */
    static final int HOST_SAMPLES = 10;

    /** From more runs than this on all computers their counts of operations do. */
    static final int VERSION_SAMPLES = 100;

    /** No measurement counts for more than so many times what the plan class says: there may have been short tasks. */
    private static final double MOST_OVER_PROJECTED = 250;

    /** What a coprocessor is worth in processors, when nothing is known. */
    private static final double COPROCESSOR_IN_PROCESSORS = 10;

    /** How rarely a version that always failed here is tried again. */
    private static final double CHANCE_OF_FAILING = 0.01;

    private SpeedEstimate() {}

    /**
     * Operations of the estimate per second, as it goes into durations and to the client.
     *
     * @param projected what its plan class says
     * @param history what it did on the computer
     * @param elsewhere raw peak FLOP count over estimated FLOP count on all computers
     * @param processorFlops speed of one processor of the computer
     */
    static double expected(Usage projected, VersionHistory history, Average elsewhere, double processorFlops) {
        Average elapsed = history.elapsed();
        if (elapsed.samples() > HOST_SAMPLES && elapsed.value() > 0) {
            return Math.min(1 / elapsed.value(), MOST_OVER_PROJECTED * projected.projectedFlops());
        }
        if (elsewhere.samples() > VERSION_SAMPLES && elsewhere.value() > 0) {
            return projected.peakFlops() / elsewhere.value();
        }
        return processorFlops * (projected.processors() + COPROCESSOR_IN_PROCESSORS * projected.coprocessors());
    }

    /**
     * By which speed versions are compared: from what the plan class says slowly to what is measured. A version that
     * always failed on the computer is nearly always made a hundred times slower.
     *
     * @param expected see {@link #expected}
     * @param chance a number from 0 to 1
     */
    static double compared(Usage projected, VersionHistory history, double expected, double chance) {
        double samples = Math.max(1, Math.floor(history.peakFlops().samples()));
        double blended = (expected * (samples - 1) + projected.projectedFlops()) / samples;
        boolean failing =
                history.peakFlops().samples() == 0 && history.maxJobsPerDay() == 1 && history.consecutiveValid() == 0;
        return failing && chance > CHANCE_OF_FAILING ? blended * CHANCE_OF_FAILING : blended;
    }

    /**
     * What the compared speed is multiplied by, so that estimates that are off are found out: the less is known, the
     * more it varies.
     *
     * @param randomFactor how much, 0 for not at all
     * @param gaussian a number of the normal distribution
     */
    static double luck(VersionHistory history, double randomFactor, double gaussian) {
        double samples = Math.max(1, Math.floor(history.peakFlops().samples()));
        return Math.max(0.1, 1 + randomFactor * gaussian / samples);
    }
}
