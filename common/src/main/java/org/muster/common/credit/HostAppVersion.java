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
     * @param dailyQuota the project's daily quota of results per processor; 0 for none, and then none is lowered
     */
    public HostAppVersion afterTimeOut(double delayBound, int dailyQuota) {
        int quota = dailyQuota == 0
                ? maxJobsPerDay
                : Math.max(1, Math.min(maxJobsPerDay == 0 ? dailyQuota : maxJobsPerDay, dailyQuota) - 1);
        return new HostAppVersion(key, peakFlops, elapsed, turnaround.with(delayBound, AverageRule.HOST), quota, 0);
    }

    /**
     * After a result found valid.
     *
     * @param replicated false when nobody else computed the workunit, so that the verdict says little of the host
     */
    public HostAppVersion afterValid(boolean replicated) {
        return new HostAppVersion(
                key, peakFlops, elapsed, turnaround, maxJobsPerDay + 1, consecutiveValid + (replicated ? 1 : 0));
    }

    /** After a result found invalid: a quota raised by good work is taken back step by step. */
    public HostAppVersion afterInvalid(int dailyQuota) {
        int quota = maxJobsPerDay > dailyQuota ? maxJobsPerDay - 1 : maxJobsPerDay;
        return new HostAppVersion(key, peakFlops, elapsed, turnaround, quota, 0);
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
