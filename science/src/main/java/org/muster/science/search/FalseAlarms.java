package org.muster.science.search;

import org.muster.science.piece.PieceHeader;

/**
 * What pure noise gives. The power of a bin of one polarization, in units of its mean, is distributed exponentially: it
 * is above a threshold with the probability exp(-threshold). Neighbouring drift rates see much the same noise, which
 * makes false alarms come in groups but does not change how many are to be expected.
 */
public final class FalseAlarms {
    private FalseAlarms() {}

    /** How many bins the search of a piece looks at. */
    public static long binsTested(PieceHeader piece) {
        long perDriftAndPolarization = piece.search().transformLengths().stream()
                .mapToLong(length -> (long) (piece.sampleCount() / length) * length)
                .sum();
        return perDriftAndPolarization * piece.search().driftRates().size() * piece.polarizations();
    }

    /** How many bins above the threshold are to be expected if the piece holds nothing but noise. */
    public static double expected(PieceHeader piece) {
        return binsTested(piece) * StrictMath.exp(-piece.search().threshold());
    }
}
