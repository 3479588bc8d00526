package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.scheduler.version.FittedVersion;
import org.muster.scheduler.version.VersionHistory;

/**
 * A computer gets so many tasks a day with one version: fewer after every error, more again after every success. So a
 * broken computer does not eat up a project's work.
 */
public final class DailyQuotaRule implements VersionRule {

    @Override
    public Optional<Refusal> refuse(FittedVersion version, Situation situation) {
        Limits limits = situation.limits();
        if (!limits.quota().limits()) {
            return Optional.empty();
        }
        VersionHistory history = version.history();
        long most = limits.quota()
                .scaled(history.maxJobsPerDay(), limits.processors().scale(version.type()));
        long today = (situation.newDay() ? 0 : history.jobsToday())
                + situation.counts().given(history.key());
        return today < most
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.DAILY_LIMIT,
                        "This computer has finished a daily quota of " + most + " tasks of "
                                + version.application().friendlyName()));
    }
}
