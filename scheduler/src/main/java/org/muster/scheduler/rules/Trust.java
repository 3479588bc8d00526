package org.muster.scheduler.rules;

import org.muster.common.config.ReliableConfig;
import org.muster.common.credit.DailyQuota;
import org.muster.scheduler.version.VersionHistory;

/**
 * How far a computer with a version can be trusted, by its record. Pure. Source: reliable and trusted host versions of
 * the BOINC scheduler.
 */
public final class Trust {

    /** Valid results without a wrong one between them, from which on a computer is trusted at all. */
    public static final int LEAST_VALID = 10;

    /** Samples from which on an average of turnaround says something. */
    private static final double LEAST_SAMPLES = 10;

    private Trust() {}

    /** Whether it is quick and right: retries go to it. */
    public static boolean reliable(VersionHistory history, ReliableConfig config, DailyQuota quota) {
        boolean slow = config.maxAvgTurnaround() > 0
                && history.turnaround().samples() > LEAST_SAMPLES
                && history.turnaround().value() > config.maxAvgTurnaround();
        boolean punished = quota.limits() && quota.inForce(history.maxJobsPerDay()) < quota.usual();
        return !slow && !punished && history.consecutiveValid() >= LEAST_VALID;
    }

    /**
     * Whether its next result may go unchecked. The longer it has been right, the seldomer it is checked, but it is
     * always checked now and then.
     *
     * @param chance a number by chance, 0 to 1, for this task
     */
    public static boolean unchecked(VersionHistory history, double chance) {
        return history.consecutiveValid() >= LEAST_VALID && chance > 1.0 / history.consecutiveValid();
    }
}
