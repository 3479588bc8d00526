package org.muster.common.config;

import org.muster.common.files.DiskWatermarks;

/**
 * When a filling disk slows the project down; percent of the space of the disk that an area lies on.
 *
 * @param lowPercent below this all goes on by itself, default 90
 * @param highPercent from this on the splitter cuts no more work, default 95
 * @param criticalPercent from this on uploads of optional files wait, default 98
 */
public record WatermarksConfig(double lowPercent, double highPercent, double criticalPercent) {
    /** A mark that every disk is above: for trying what happens then. */
    private static final double LEAST = 0.001;

    private static final double LOW = 90;
    private static final double HIGH = 95;
    private static final double CRITICAL = 98;

    public WatermarksConfig {
        lowPercent = lowPercent == 0 ? LOW : lowPercent;
        highPercent = highPercent == 0 ? HIGH : highPercent;
        criticalPercent = criticalPercent == 0 ? CRITICAL : criticalPercent;
        Setting.atLeast("files.watermarks.lowPercent", lowPercent, LEAST);
        Setting.atLeast("files.watermarks.highPercent", highPercent, lowPercent);
        Setting.atLeast("files.watermarks.criticalPercent", criticalPercent, highPercent);
        if (criticalPercent > 100) {
            throw new IllegalArgumentException(
                    "files.watermarks.criticalPercent must be at most 100, is " + criticalPercent);
        }
    }

    /** Everything at its default. */
    public static WatermarksConfig defaults() {
        return new WatermarksConfig(0, 0, 0);
    }

    /** The marks as the decision wants them. */
    public DiskWatermarks marks() {
        return new DiskWatermarks(lowPercent, highPercent, criticalPercent);
    }
}
