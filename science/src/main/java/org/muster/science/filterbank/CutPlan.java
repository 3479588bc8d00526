package org.muster.science.filterbank;

import java.util.Optional;
import org.muster.science.recording.BlockHeader;

/**
 * How one recording is cut, and how its pieces are numbered: time segment by time segment, in each the channels in order, in
 * each channel the sub-bands in order. Pure and immutable.
 *
 * @param channels coarse channels
 * @param subBands sub-bands in each channel, a power of two from 1 to {@value #MOST_SUB_BANDS}
 * @param segmentSamples samples of a piece, counted in its sub-band
 * @param segmentStep sub-band samples from the start of one segment to the start of the next
 * @param subBandSamples sub-band samples in the whole recording
 */
public record CutPlan(int channels, int subBands, int segmentSamples, int segmentStep, long subBandSamples) {
    /** Fewer samples than this are not worth a piece: the search needs as many. */
    public static final int SHORTEST_PIECE = 512;

    /** More sub-bands than this in one channel are not made. */
    public static final int MOST_SUB_BANDS = 4096;

    private static final int LEAST_SUB_BANDS = 4;

    /**
     * Plans a recording.
     *
     * <p>Sub-bands: the power of two that comes nearest to the wanted width, at least 4; fewer when a sub-band would else keep
     * fewer than {@value #SHORTEST_PIECE} samples. Segments: as long as wanted, or the longest power of two that fits; each
     * begins three quarters of a segment after the one before.
     *
     * @param samples times in a channel of the recording
     * @return empty when the recording is shorter than one piece of one sub-band
     */
    public static Optional<CutPlan> of(BlockHeader header, long samples, CutSettings settings) {
        if (samples < SHORTEST_PIECE) {
            return Optional.empty();
        }
        double wanted = header.band().channelSampleRate() / settings.subBandHertz();
        int exponent = (int) Math.rint(Math.log(Math.max(wanted, 1)) / Math.log(2));
        int subBands = Math.clamp(1 << Math.min(exponent, 30), LEAST_SUB_BANDS, MOST_SUB_BANDS);
        while (subBands > 1 && samples / subBands < SHORTEST_PIECE) {
            subBands /= 2;
        }
        long subBandSamples = samples / subBands;
        int segment = (int) Math.min(settings.segmentSamples(), Long.highestOneBit(subBandSamples));
        return Optional.of(
                new CutPlan(header.layout().channels(), subBands, segment, segment - segment / 4, subBandSamples));
    }

    /**
     * Time segments. What is left after the last step becomes a segment too, moved back to end where the recording ends, unless
     * less than a quarter of a segment would be new in it.
     */
    public int segments() {
        long beyondFirst = subBandSamples - segmentSamples;
        long steps = beyondFirst / segmentStep;
        boolean tail = beyondFirst % segmentStep >= segmentSamples / 4;
        return Math.toIntExact(1 + steps + (tail ? 1 : 0));
    }

    /** All pieces of the recording. */
    public int pieces() {
        return Math.multiplyExact(Math.multiplyExact(channels, subBands), segments());
    }

    /** First sample of a segment, in sub-band samples since the recording's start. */
    public long segmentStart(int segment) {
        return Math.min((long) segment * segmentStep, subBandSamples - segmentSamples);
    }

    /** Which part of the recording a piece is, counted from 0. */
    public PiecePlace place(int piece) {
        if (piece < 0 || piece >= pieces()) {
            throw new IllegalArgumentException("there is no piece " + piece + " among " + pieces());
        }
        int perSegment = channels * subBands;
        return new PiecePlace(piece / perSegment, piece % perSegment / subBands, piece % subBands);
    }

    /** Pieces from this one to the last of the same channel and segment, itself included: they share one filtering. */
    public int piecesToFilterTogether(int piece) {
        return subBands - piece % subBands;
    }

    /** The number of a sub-band within the whole recording. */
    public int subBandNumber(PiecePlace place) {
        return place.channel() * subBands + place.subBandOfChannel();
    }
}
