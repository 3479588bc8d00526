package org.muster.common.credit;

/**
 * What is known of one application version on one host: a row of {@code host_app_version}. Only the columns that the
 * transitioner and the validator change; the scheduler's counter of jobs today is not among them.
 *
 * @param key which host and version
 * @param peakFlops raw peak FLOP count over estimated FLOP count
 * @param elapsed seconds per estimated FLOP
 * @param turnaround seconds from sending to report
 * @param maxJobsPerDay daily quota; 0 when it was never set
 * @param consecutiveValid results found valid without an invalid or late one between
 */
public record HostAppVersion(
        Key key,
        Average peakFlops,
        SpreadAverage elapsed,
        SpreadAverage turnaround,
        int maxJobsPerDay,
        int consecutiveValid) {

    private static final long ANONYMOUS_BASE = 1_000_000;

    /**
     * Identifies a row.
     *
     * @param hostId the host
     * @param appVersionId the version's id; for the anonymous platform a number made of application and processor
     *     type, see {@link #of}
     */
    public record Key(long hostId, long appVersionId) {

        /** The key for a result: an anonymous platform's negative version numbers are told apart by application. */
        public static Key of(long hostId, long appVersionId, long appId) {
            return new Key(hostId, appVersionId >= 0 ? appVersionId : appId * ANONYMOUS_BASE - appVersionId);
        }
    }

    /** A host's first meeting with a version. */
    public static HostAppVersion unknown(Key key) {
        return new HostAppVersion(key, Average.NONE, SpreadAverage.NONE, SpreadAverage.NONE, 0, 0);
    }

    /**
     * After a result that was not reported in time.
     *
     * @param delayBound seconds that the host had
     */
    public HostAppVersion afterTimeOut(double delayBound, DailyQuota quota) {
        return new HostAppVersion(
                key,
                peakFlops,
                elapsed,
                turnaround.with(delayBound, AverageRule.HOST),
                quota.afterFailure(maxJobsPerDay),
                0);
    }

    /** After a report of success, whatever the validator will say. */
    public HostAppVersion afterSuccess(DailyQuota quota) {
        return with(quota.afterSuccess(maxJobsPerDay), consecutiveValid);
    }

    /** After a report of failure. */
    public HostAppVersion afterFailure(DailyQuota quota) {
        return with(quota.afterFailure(maxJobsPerDay), 0);
    }

    /**
     * After a result found valid.
     *
     * @param replicated false when nobody else computed the workunit, so that the verdict says little of the host
     */
    public HostAppVersion afterValid(boolean replicated, DailyQuota quota) {
        return with(quota.afterValid(maxJobsPerDay), consecutiveValid + (replicated ? 1 : 0));
    }

    /** After a result found invalid. */
    public HostAppVersion afterInvalid(DailyQuota quota) {
        return with(quota.afterInvalid(maxJobsPerDay), 0);
    }

    private HostAppVersion with(int jobsPerDay, int validInARow) {
        return new HostAppVersion(key, peakFlops, elapsed, turnaround, jobsPerDay, validInARow);
    }

    /** With the measurements of one more run. */
    public HostAppVersion with(RunSample sample) {
        Average flops = sample.isPlausible() ? peakFlops.with(sample.flopRatio(), AverageRule.HOST) : peakFlops;
        return new HostAppVersion(
                key,
                flops,
                elapsed.with(sample.secondsPerFlop(), AverageRule.HOST),
                turnaround.with(sample.turnaround(), AverageRule.HOST),
                maxJobsPerDay,
                consecutiveValid);
    }
}
