package org.muster.common.config;

import java.nio.file.Path;

/**
 * The statistics export, which other sites fetch below {@code {master}stats/}.
 *
 * @param hours time between two exports, in hours, 1 and up, default 24
 * @param directory where exports are kept, default {@code statistics} in the project directory; holds nothing else
 */
public record StatisticsConfig(int hours, Path directory) {

    public StatisticsConfig {
        hours = Setting.orDefault(hours, 24);
        Setting.atLeast("statistics.hours", hours, 1);
    }

    /** Where exports are kept. */
    public Path directory(ProjectConfig project) {
        return directory == null ? project.directory().resolve("statistics") : directory;
    }

    static StatisticsConfig defaults() {
        return new StatisticsConfig(0, null);
    }
}
