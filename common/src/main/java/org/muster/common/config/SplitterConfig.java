package org.muster.common.config;

import java.nio.file.Path;

/**
 * How recordings become workunits.
 *
 * @param recordingDirectory where new recordings appear; may be absent when they are registered by hand
 * @param app application that searches the pieces, default {@code spike_search}
 * @param highWater unsent results at which the splitter pauses, default 5000
 * @param lowWater unsent results at which it goes on, default half of the high water
 * @param delayBoundSeconds from sending a result to its deadline, default 7 days
 * @param quorum results of a workunit that must agree, default 2
 * @param subBandHertz wanted width of a sub-band, default 4096 Hz
 * @param segmentSamples wanted samples in a piece, a power of two from 512, default 65536
 * @param minimumFreeMegabytes free space of the download area below which the splitter pauses, default 256 MB
 */
public record SplitterConfig(
        Path recordingDirectory,
        String app,
        int highWater,
        int lowWater,
        int delayBoundSeconds,
        int quorum,
        double subBandHertz,
        int segmentSamples,
        int minimumFreeMegabytes) {
    public SplitterConfig {
        app = app == null ? "spike_search" : app;
        highWater = Setting.orDefault(highWater, 5000);
        lowWater = Setting.orDefault(lowWater, highWater / 2);
        delayBoundSeconds = Setting.orDefault(delayBoundSeconds, 7 * 86_400);
        quorum = Setting.orDefault(quorum, 2);
        subBandHertz = subBandHertz == 0 ? 4096 : subBandHertz;
        segmentSamples = Setting.orDefault(segmentSamples, 65_536);
        minimumFreeMegabytes = Setting.orDefault(minimumFreeMegabytes, 256);
        if (lowWater > highWater) {
            throw new IllegalArgumentException("splitter.lowWater must not exceed splitter.highWater");
        }
        Setting.atLeast("splitter.subBandHertz", subBandHertz, Double.MIN_VALUE);
        Setting.atLeast("splitter.segmentSamples", segmentSamples, 512);
        if (Integer.bitCount(segmentSamples) != 1) {
            throw new IllegalArgumentException("splitter.segmentSamples must be a power of two, is " + segmentSamples);
        }
    }

    static SplitterConfig defaults() {
        return new SplitterConfig(null, null, 0, 0, 0, 0, 0, 0, 0);
    }
}
