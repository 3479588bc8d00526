package org.muster.science.recording;

import java.util.Optional;

/**
 * The header of one block, checked.
 *
 * @param headerBytes length of the header in the file, padding included
 * @param layout how the samples lie
 * @param band where in the spectrum they are
 * @param packets where the block stands in the stream; empty when the header does not tell
 * @param observation what was observed
 */
public record BlockHeader(
        int headerBytes, SampleLayout layout, RadioBand band, Optional<PacketPlace> packets, Observation observation) {

    /** When the first sample of this block was taken, seconds since 1970 UTC; 0 when the header does not say. */
    public double startUnixSeconds() {
        double start = observation.startUnixSeconds();
        if (start == 0 || packets.isEmpty()) {
            return start;
        }
        PacketPlace place = packets.get();
        double samplesPerPacket = (double) layout.freshSamplesPerBlock() / place.packetsPerBlock();
        return start + place.index() * samplesPerPacket * band.sampleSeconds();
    }
}
