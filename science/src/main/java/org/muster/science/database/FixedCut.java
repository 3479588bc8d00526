package org.muster.science.database;

/**
 * How a recording is cut, written down when cutting begins so that it stays the same to the end.
 *
 * @param subBands sub-bands in each coarse channel
 * @param segmentSamples samples of a piece
 * @param segmentStep samples from the start of one segment to the start of the next
 * @param pieces all pieces of the recording
 */
public record FixedCut(int subBands, int segmentSamples, int segmentStep, int pieces) {}
