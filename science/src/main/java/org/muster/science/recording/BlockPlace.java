package org.muster.science.recording;

/**
 * Where a good block is.
 *
 * @param samplesAt position of its first sample byte in the file
 * @param firstSample time of its first sample, in samples since the recording's first
 */
public record BlockPlace(long samplesAt, long firstSample) {}
