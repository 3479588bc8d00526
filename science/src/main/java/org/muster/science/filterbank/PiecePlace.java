package org.muster.science.filterbank;

/**
 * Which part of a recording a piece is.
 *
 * @param segment time segment, from 0
 * @param channel coarse channel, from 0
 * @param subBandOfChannel sub-band in the channel, from 0 (the lowest sky frequency) upwards
 */
public record PiecePlace(int segment, int channel, int subBandOfChannel) {}
