package org.muster.science.filterbank;

/**
 * How a project wants its recordings cut; {@link CutPlan#of} comes as near to it as a recording allows.
 *
 * @param subBandHertz wanted width of a sub-band, Hz, above 0
 * @param segmentSamples wanted length of a piece in samples of its sub-band; a power of two from 512
 */
public record CutSettings(double subBandHertz, int segmentSamples) {
    public CutSettings {
        if (!(subBandHertz > 0) || !Double.isFinite(subBandHertz)) {
            throw new IllegalArgumentException("the width of a sub-band must be above 0 Hz, not " + subBandHertz);
        }
        if (segmentSamples < CutPlan.SHORTEST_PIECE || Integer.bitCount(segmentSamples) != 1) {
            throw new IllegalArgumentException("the length of a piece must be a power of two from "
                    + CutPlan.SHORTEST_PIECE + ", not " + segmentSamples);
        }
    }
}
