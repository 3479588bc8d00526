package org.muster.science.piece;

import java.util.Arrays;
import java.util.Objects;

/**
 * One piece of one sub-band: what a volunteer's computer searches.
 *
 * @param header where the piece comes from
 * @param samples signed 8-bit numbers, time by time; within one time polarization by polarization; within one
 *     polarization the real part, then the imaginary part. Not copied: whoever makes a piece hands the array over.
 */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see below
public record Piece(PieceHeader header, byte[] samples) {

    public Piece {
        Objects.requireNonNull(header);
        if (samples.length != header.sampleBytes()) {
            throw new IllegalArgumentException(
                    "the header says " + header.sampleBytes() + " bytes of samples, but there are " + samples.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Piece(PieceHeader otherHeader, byte[] otherSamples)
                && header.equals(otherHeader)
                && Arrays.equals(samples, otherSamples);
    }

    @Override
    public int hashCode() {
        return 31 * header.hashCode() + Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return "Piece[" + header + ", " + samples.length + " bytes of samples]";
    }
}
