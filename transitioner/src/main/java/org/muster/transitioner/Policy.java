package org.muster.transitioner;

import org.muster.common.config.MusterConfig;
import org.muster.common.config.WorkRulesConfig;
import org.muster.common.credit.DailyQuota;

/**
 * What the operator decides.
 *
 * @param deleteDelay seconds that files stay after the last report
 * @param dailyQuota results a host may get a day and processor
 * @param keepsPlatformLock true when a workunit that only failed so far stays with the kind of host it failed on
 * @param boostAfterAny added to the priority of results made when another is already over
 * @param boostAfterSuccess the same, but only when none of them failed
 */
record Policy(
        long deleteDelay, DailyQuota dailyQuota, boolean keepsPlatformLock, int boostAfterAny, int boostAfterSuccess) {

    static Policy of(MusterConfig config) {
        WorkRulesConfig rules = config.scheduler().rules();
        return new Policy(
                config.backend().deleteDelaySeconds(),
                new DailyQuota(config.scheduler().maxResultsPerDay()),
                rules.hrClassStatic(),
                rules.reliable().priorityOnOver(),
                rules.reliable().priorityOnOverExceptError());
    }
}
