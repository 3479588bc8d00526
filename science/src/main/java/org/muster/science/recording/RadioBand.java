package org.muster.science.recording;

/**
 * Where in the radio spectrum a recording lies.
 *
 * @param centreMegahertz sky frequency of the middle of the whole band ({@code OBSFREQ}), MHz
 * @param bandwidthMegahertz width of the whole band ({@code OBSBW}), MHz; negative when channel 0 is the highest in frequency and
 *     frequencies inside each channel run downwards
 * @param sampleSeconds time from one sample of a channel to the next ({@code TBIN}), seconds; complex samples, so its inverse is
 *     the width of a channel
 */
public record RadioBand(double centreMegahertz, double bandwidthMegahertz, double sampleSeconds) {
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    /** Complex samples a second in one channel, Hz. */
    public double channelSampleRate() {
        return 1 / sampleSeconds;
    }

    /** Whether frequency falls as channel number and baseband frequency rise. */
    public boolean inverted() {
        return bandwidthMegahertz < 0;
    }

    /** Distance from a channel's centre to the next channel's, Hz; negative in an inverted band. */
    public double channelSpacingHertz(int channels) {
        return bandwidthMegahertz * HERTZ_PER_MEGAHERTZ / channels;
    }

    /** Sky frequency of the middle of a channel, Hz. */
    public double channelCentreHertz(int channel, int channels) {
        double fromTheMiddle = channel - (channels - 1) / 2.0;
        return centreMegahertz * HERTZ_PER_MEGAHERTZ + fromTheMiddle * channelSpacingHertz(channels);
    }
}
