package org.muster.science.recording;

/**
 * Where a block stands in the recorder's stream of packets; a jump tells of lost blocks.
 *
 * @param index number of the block's first packet ({@code PKTIDX}), from 0
 * @param packetsPerBlock packets by which a block advances on the one before, at least 1
 */
public record PacketPlace(long index, long packetsPerBlock) {}
