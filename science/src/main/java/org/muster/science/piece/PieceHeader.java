package org.muster.science.piece;

/**
 * Where a piece comes from and how to search it.
 *
 * @param workunitName the workunit that carries the piece; printable, without spaces
 * @param recordingName the recording that it was cut from; printable, without spaces
 * @param subBand the number of the sub-band within the recording, from 0
 * @param segment the number of the time segment within the sub-band, from 0
 * @param centreFrequency the sky frequency at the middle of the sub-band, in hertz
 * @param sampleRate complex samples per second of one polarization, which is also the sub-band's width in hertz
 * @param startSample the piece's first sample, counted in sub-band samples since the recording's start
 * @param startTime the time of the piece's first sample, in Unix seconds
 * @param polarizations 1 or 2
 * @param sampleCount complex samples of one polarization, at least 1
 * @param search what to search for
 */
public record PieceHeader(
        String workunitName,
        String recordingName,
        int subBand,
        int segment,
        double centreFrequency,
        double sampleRate,
        long startSample,
        double startTime,
        int polarizations,
        int sampleCount,
        SearchParameters search) {

    /** The most bytes that a piece's samples may have; larger ones would not fit into a volunteer's small memory. */
    public static final int MOST_SAMPLE_BYTES = 1 << 26;

    public PieceHeader {
        requireName("workunit", workunitName);
        requireName("recording", recordingName);
        require(subBand >= 0, "sub-band " + subBand + " is below 0");
        require(segment >= 0, "segment " + segment + " is below 0");
        require(Double.isFinite(centreFrequency), "centre frequency " + centreFrequency + " is not a number");
        require(Double.isFinite(sampleRate) && sampleRate > 0, "sample rate " + sampleRate + " is not above 0");
        require(startSample >= 0, "start sample " + startSample + " is below 0");
        require(Double.isFinite(startTime), "start time " + startTime + " is not a number");
        require(polarizations == 1 || polarizations == 2, polarizations + " polarizations are neither 1 nor 2");
        require(sampleCount >= 1, "sample count " + sampleCount + " is below 1");
        require(
                2L * polarizations * sampleCount <= MOST_SAMPLE_BYTES,
                sampleCount + " samples of " + polarizations + " polarizations are more than " + MOST_SAMPLE_BYTES
                        + " bytes");
        for (int length : search.transformLengths()) {
            require(
                    length <= sampleCount,
                    "transform length " + length + " is longer than the piece's " + sampleCount + " samples");
        }
    }

    /** The number of bytes that the samples have: two (real and imaginary) per sample and polarization. */
    public int sampleBytes() {
        return 2 * polarizations * sampleCount;
    }

    /** The time of the piece's first sample, in seconds since the recording's start. */
    public double startSeconds() {
        return startSample / sampleRate;
    }

    /** How long the piece lasts, in seconds. */
    public double durationSeconds() {
        return sampleCount / sampleRate;
    }

    private static void requireName(String what, String name) {
        require(
                !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127),
                "the " + what + " name '" + name + "' is empty or has a space or an unprintable character");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
