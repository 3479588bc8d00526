package org.muster.scheduler.version;

import org.muster.common.credit.Average;
import org.muster.common.credit.HostAppVersion;

/**
 * What is known of one application version on one computer: a row of {@code host_app_version} as it was read.
 *
 * @param key which computer and version
 * @param peakFlops raw peak FLOP count over estimated FLOP count
 * @param elapsed seconds per estimated FLOP
 * @param turnaround seconds from sending to report
 * @param maxJobsPerDay daily quota as it stands, 0 when it was never set
 * @param jobsToday tasks sent with it on the computer's day
 * @param consecutiveValid results found valid without an invalid or failed one between
 */
public record VersionHistory(
        HostAppVersion.Key key,
        Average peakFlops,
        Average elapsed,
        Average turnaround,
        int maxJobsPerDay,
        int jobsToday,
        int consecutiveValid) {

    /** A computer's first meeting with a version. */
    public static VersionHistory unknown(HostAppVersion.Key key) {
        return new VersionHistory(key, Average.NONE, Average.NONE, Average.NONE, 0, 0, 0);
    }
}
