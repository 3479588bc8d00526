package org.muster.science.recording;

/**
 * How the samples of a block lie in the file: channel by channel, in each channel time by time, in each time polarization by
 * polarization, each sample a real and an imaginary signed byte.
 *
 * @param channels coarse channels, from 1
 * @param polarizations 1 or 2
 * @param blockBytes bytes of samples in a block ({@code BLOCSIZE}), without the header
 * @param overlapSamples times at a block's end that are repeated at the next block's start ({@code OVERLAP})
 */
public record SampleLayout(int channels, int polarizations, int blockBytes, int overlapSamples) {
    private static final int BYTES_PER_COMPLEX_SAMPLE = 2;

    /** Bytes of one time of one channel. */
    public int bytesPerTime() {
        return polarizations * BYTES_PER_COMPLEX_SAMPLE;
    }

    /** Times in a block, overlap included. */
    public int samplesPerBlock() {
        return blockBytes / (channels * bytesPerTime());
    }

    /** Times by which a block advances on the one before. */
    public int freshSamplesPerBlock() {
        return samplesPerBlock() - overlapSamples;
    }

    /** Where the samples of a channel begin, in bytes from the start of the block's samples. */
    public long channelOffset(int channel) {
        return (long) channel * samplesPerBlock() * bytesPerTime();
    }
}
