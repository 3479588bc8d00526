package org.muster.science.search;

import org.muster.science.piece.Piece;

/** Reads samples out of a piece's interleaved bytes. */
final class Samples {
    private Samples() {}

    /** Copies one polarization's samples from {@code start} on, as many as {@code numbers} holds pairs. */
    static void copy(Piece piece, int polarization, int start, double[] numbers) {
        byte[] bytes = piece.samples();
        int stride = 2 * piece.header().polarizations();
        int from = start * stride + 2 * polarization;
        for (int to = 0; to < numbers.length; to += 2, from += stride) {
            numbers[to] = bytes[from];
            numbers[to + 1] = bytes[from + 1];
        }
    }

    /**
     * Copies samples and turns each by its factor: with factors {@code exp(-iπ·drift·t²)} a signal of that drift rate
     * becomes a steady tone.
     *
     * @param firstFactor the factor of the first sample, counted in pairs
     */
    static void copyTurned(
            Piece piece, int polarization, int start, double[] factors, int firstFactor, double[] numbers, int count) {
        byte[] bytes = piece.samples();
        int stride = 2 * piece.header().polarizations();
        int from = start * stride + 2 * polarization;
        int factor = 2 * firstFactor;
        for (int to = 0; to < 2 * count; to += 2, from += stride, factor += 2) {
            double re = bytes[from];
            double im = bytes[from + 1];
            numbers[to] = re * factors[factor] - im * factors[factor + 1];
            numbers[to + 1] = re * factors[factor + 1] + im * factors[factor];
        }
    }
}
