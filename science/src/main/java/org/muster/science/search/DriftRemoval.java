package org.muster.science.search;

/**
 * The factors {@code exp(-iπ·drift·t²)}, with t in seconds since the piece's start. They are computed from Java's
 * {@link StrictMath}, which gives the same bits on every machine, and from a phase in turns, so that the large phases
 * at the end of a long piece lose nothing.
 */
final class DriftRemoval {
    private DriftRemoval() {}

    /** Fills the first {@code count} pairs of {@code factors} for the samples from {@code start} on. */
    static void fill(double[] factors, double driftRate, double sampleRate, int start, int count) {
        double turnsPerSquare = -0.5 * driftRate / (sampleRate * sampleRate);
        for (int sample = 0; sample < count; sample++) {
            double time = (double) start + sample;
            double turns = turnsPerSquare * time * time;
            double angle = 2 * StrictMath.PI * (turns - StrictMath.rint(turns));
            factors[2 * sample] = StrictMath.cos(angle);
            factors[2 * sample + 1] = StrictMath.sin(angle);
        }
    }
}
