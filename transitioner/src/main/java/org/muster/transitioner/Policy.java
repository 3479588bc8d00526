package org.muster.transitioner;

import org.muster.common.config.MusterConfig;

/**
 * What the operator decides.
 *
 * @param deleteDelay seconds that files stay after the last report
 * @param dailyQuota results a host may get a day and processor; 0 for no limit
 * @param keepsPlatformLock true when a workunit that only failed so far stays with the kind of host it failed on
 * @param boostAfterAny added to the priority of results made when another is already over
 * @param boostAfterSuccess the same, but only when none of them failed
 */
record Policy(long deleteDelay, int dailyQuota, boolean keepsPlatformLock, int boostAfterAny, int boostAfterSuccess) {

    static Policy of(MusterConfig config) {
        return new Policy(
                config.backend().deleteDelaySeconds(), config.scheduler().maxResultsPerDay(), false, 0, 0);
    }
}
