package org.muster.science.piece;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a spike search tries on one piece.
 *
 * @param driftRates the drift rates to remove, in hertz per second; not empty, finite, none twice
 * @param transformLengths the lengths of the Fourier transforms, in samples; at least one and at most {@value #MOST_LENGTHS},
 *     none twice, powers of two from 8 to
 *     {@value #LONGEST_TRANSFORM}
 * @param threshold the power from which a bin is reported, in units of the mean power of a bin; finite and above 0
 */
public record SearchParameters(List<Double> driftRates, List<Integer> transformLengths, double threshold) {

    /** The longest transform that a search does, in samples. */
    public static final int LONGEST_TRANSFORM = 1 << 20;

    /** The most transform lengths of one search. */
    public static final int MOST_LENGTHS = 8;

    /**
     * The threshold of {@link #defaultsFor}: pure noise of a piece of 65,536 samples in two polarizations, searched
     * with the default drift rates and lengths, has 4,718,592 bins of which exp(-25) each pass: 6.6e-5 false alarms in
     * a piece, 0.004 in sixty-four pieces.
     */
    public static final double DEFAULT_THRESHOLD = 25.0;

    private static final int SHORTEST_TRANSFORM = 8;
    private static final int DEFAULT_LENGTHS = 4;
    private static final int DEFAULT_DRIFTS_EACH_WAY = 4;

    public SearchParameters {
        driftRates = List.copyOf(driftRates);
        transformLengths = List.copyOf(transformLengths);
        require(!driftRates.isEmpty(), "a search needs at least one drift rate");
        require(!transformLengths.isEmpty(), "a search needs at least one transform length");
        require(transformLengths.size() <= MOST_LENGTHS, "a search has at most " + MOST_LENGTHS + " transform lengths");
        driftRates.forEach(drift -> require(Double.isFinite(drift), "drift rate " + drift + " is not a number"));
        transformLengths.forEach(length -> require(
                length >= SHORTEST_TRANSFORM && length <= LONGEST_TRANSFORM && Integer.bitCount(length) == 1,
                "transform length " + length + " is not a power of two from " + SHORTEST_TRANSFORM + " to "
                        + LONGEST_TRANSFORM));
        require(new HashSet<>(driftRates).size() == driftRates.size(), "a drift rate is given twice");
        require(new HashSet<>(transformLengths).size() == transformLengths.size(), "a transform length is given twice");
        require(Double.isFinite(threshold) && threshold > 0, "threshold " + threshold + " is not above 0");
    }

    /**
     * The search that a project makes when it has not said otherwise: four transform lengths, each a quarter of the
     * next, the longest the largest power of two in the piece; and nine drift rates around 0, spaced so that a signal
     * between two of them moves by less than one bin of the longest transform while that transform lasts.
     *
     * @param sampleRate the piece's sample rate, in hertz
     * @param sampleCount the piece's length, in samples of one polarization; at least 512
     */
    public static SearchParameters defaultsFor(double sampleRate, int sampleCount) {
        require(sampleCount >= SHORTEST_TRANSFORM << (2 * (DEFAULT_LENGTHS - 1)), sampleCount + " samples are too few");
        int longest = Math.min(Integer.highestOneBit(sampleCount), LONGEST_TRANSFORM);
        List<Integer> lengths = IntStream.range(0, DEFAULT_LENGTHS)
                .map(step -> longest >> (2 * (DEFAULT_LENGTHS - 1 - step)))
                .boxed()
                .toList();
        double spacing = driftSpacing(sampleRate, longest);
        List<Double> drifts = IntStream.rangeClosed(-DEFAULT_DRIFTS_EACH_WAY, DEFAULT_DRIFTS_EACH_WAY)
                .mapToObj(step -> step * spacing)
                .toList();
        return new SearchParameters(drifts, lengths, DEFAULT_THRESHOLD);
    }

    /**
     * The distance between two default drift rates, in hertz per second: 2/T² with T the seconds that a transform
     * lasts. A signal is then at most 1/T² from a drift rate that is tried, which smears it over one bin of 1/T.
     */
    public static double driftSpacing(double sampleRate, int transformLength) {
        require(Double.isFinite(sampleRate) && sampleRate > 0, "sample rate " + sampleRate + " is not above 0");
        double seconds = transformLength / sampleRate;
        return 2 / (seconds * seconds);
    }

    /** The longest of the transforms, in samples. */
    public int longestTransform() {
        return transformLengths.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
