package org.muster.science.search;

import org.muster.science.piece.PieceHeader;
import org.muster.science.spikes.Spike;

/**
 * The samples that went into one transform.
 *
 * @param start the first of them, counted from the piece's start
 */
record Window(PieceHeader piece, double driftRate, int length, int polarization, int start) {

    /** What a bin of the transform says about the sky. */
    Spike spike(int bin, double power) {
        double rate = piece.sampleRate();
        int signedBin = bin < length / 2 ? bin : bin - length;
        double middle = start + length / 2.0;
        // The drift was removed from the piece's start on; at the window's middle the signal was elsewhere, and still
        // within the sub-band: sampling folds its frequencies.
        double offset = signedBin * rate / length + driftRate * middle / rate;
        double folded = offset - rate * Math.floor(offset / rate + 0.5);
        double time = (piece.startSample() + middle) / rate;
        return new Spike(power, piece.centreFrequency() + folded, driftRate, length, time, polarization, bin);
    }
}
