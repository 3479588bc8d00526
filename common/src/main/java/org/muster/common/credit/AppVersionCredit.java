package org.muster.common.credit;

/**
 * What is known of one application version over all hosts: columns of {@code app_version}.
 *
 * @param id the version
 * @param peakFlops raw peak FLOP count over estimated FLOP count
 * @param scale makes versions comparable: the application's least average over this version's; 0 while unknown
 * @param granted credit that its runs claimed, recently
 */
public record AppVersionCredit(long id, Average peakFlops, double scale, RecentCredit granted) {

    /** With the measurements of one more run. */
    public AppVersionCredit with(RunSample sample) {
        return sample.isPlausible()
                ? new AppVersionCredit(id, peakFlops.with(sample.flopRatio(), AverageRule.VERSION), scale, granted)
                : this;
    }

    /** With more claimed credit; see {@link RecentCredit#with}. */
    public AppVersionCredit withCredit(double now, double workBegan, double credit) {
        return new AppVersionCredit(id, peakFlops, scale, granted.with(now, workBegan, credit));
    }
}
