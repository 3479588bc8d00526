package org.muster.splitter;

import org.muster.common.store.NewWorkunit.Needs;
import org.muster.science.piece.PieceHeader;

/** What searching a piece costs a volunteer. Pure. */
final class SearchCost {
    /** Operations of a fast transform of n samples: five n log2 n. */
    private static final double PER_TRANSFORM_STEP = 5;

    /** Operations on each sample beside the transform: turning it, its power, comparing. */
    private static final double PER_SAMPLE = 16;

    /** Starting a Java runtime and reading the piece, as if it were operations: half a second of a small processor. */
    private static final double START = 5e8;

    /** The client gives up at so many times the estimate: slow hosts and busy ones are not to be punished. */
    private static final double PATIENCE = 3000;

    private static final double JAVA_RUNTIME_MEMORY = 200e6;
    private static final double BYTES_IN_MEMORY_PER_SAMPLE = 64;
    private static final double DISK = 50e6;

    private SearchCost() {}

    /** Floating-point operations: drift rates, times polarizations, times one transform over the piece for each length. */
    static double operations(PieceHeader piece) {
        double each = piece.search().transformLengths().stream()
                .mapToDouble(length ->
                        piece.sampleCount() * (PER_TRANSFORM_STEP * Math.log(length) / Math.log(2) + PER_SAMPLE))
                .sum();
        return each * piece.search().driftRates().size() * piece.polarizations();
    }

    /**
     * What a host must bring.
     *
     * @param delayBound seconds from sending to deadline
     */
    static Needs needs(PieceHeader piece, int delayBound) {
        double estimate = START + operations(piece);
        return new Needs(
                estimate,
                estimate * PATIENCE,
                JAVA_RUNTIME_MEMORY + BYTES_IN_MEMORY_PER_SAMPLE * piece.sampleCount(),
                DISK + 2.0 * piece.sampleBytes(),
                delayBound);
    }
}
