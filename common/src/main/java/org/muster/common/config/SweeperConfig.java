package org.muster.common.config;

import java.time.Duration;

/**
 * How the antique sweeper works.
 *
 * @param graceDays age, in days, below which a file is never called an antique, default 32 as in BOINC: longer than any
 *     client holds on to finished work
 * @param diskPercent share of the time in which the sweeper keeps the disk busy, in percent, default 20. It rests after every
 *     step for a time that follows from how long the step took, so a busy disk slows it down
 * @param hoursBetweenRounds rest after all areas were walked through, in hours, default 24
 * @param dryRun true to report only what would be removed
 * @param removeDownloads true to remove antiques from the download areas too; default false, they are only reported,
 *     because files that were staged by hand, ahead of their workunits, look the same
 */
public record SweeperConfig(
        double graceDays, double diskPercent, double hoursBetweenRounds, boolean dryRun, boolean removeDownloads) {

    public SweeperConfig {
        graceDays = graceDays == 0 ? 32 : graceDays;
        diskPercent = diskPercent == 0 ? 20 : diskPercent;
        hoursBetweenRounds = hoursBetweenRounds == 0 ? 24 : hoursBetweenRounds;
        Setting.atLeast("backend.sweeper.graceDays", graceDays, 0);
        Setting.atLeast("backend.sweeper.diskPercent", diskPercent, 0.1);
        Setting.atMost("backend.sweeper.diskPercent", diskPercent, 100);
        Setting.atLeast("backend.sweeper.hoursBetweenRounds", hoursBetweenRounds, 0);
    }

    /** {@link #graceDays} as a time. */
    public Duration grace() {
        return Duration.ofSeconds(Math.round(graceDays * 86_400));
    }

    /** {@link #hoursBetweenRounds} as a time. */
    public Duration betweenRounds() {
        return Duration.ofSeconds(Math.round(hoursBetweenRounds * 3600));
    }

    static SweeperConfig defaults() {
        return new SweeperConfig(0, 0, 0, false, false);
    }
}
