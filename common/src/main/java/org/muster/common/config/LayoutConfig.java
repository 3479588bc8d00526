package org.muster.common.config;

import org.muster.common.files.FanOut;

/**
 * How files are spread over directories.
 *
 * @param fanOut directories in each directory, 0 for none, default 1024
 * @param levels levels of directories, default 1
 */
public record LayoutConfig(Integer fanOut, Integer levels) {
    private static final int BOINC_FAN_OUT = 1024;

    public LayoutConfig {
        fanOut = fanOut == null ? BOINC_FAN_OUT : fanOut;
        levels = levels == null ? 1 : levels;
        Setting.atLeast("files.fanOut", fanOut, 0);
        Setting.atLeast("files.fanOutLevels", levels, 1);
        Setting.atMost("files.fanOutLevels", levels, FanOut.MOST_LEVELS);
    }

    /** The same as the file store knows it. */
    public FanOut layout() {
        return new FanOut(fanOut, levels);
    }
}
