package org.muster.science.spikes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says whether two volunteers found the same in the same piece. Pure and symmetric.
 *
 * <p>Two spikes match when they have the same transform length and polarization, their powers differ by at most
 * {@value #POWER_TOLERANCE} of the larger, their frequencies by at most half a bin, their times by at most half a
 * window, and their drift rates by at most {@value #DRIFT_TOLERANCE} of the larger.
 *
 * <p>The lists are compared as wholes: the best spike counts as one of them. A spike so close to the threshold that
 * the other computer may have seen it below (within the power tolerance) needs no match, nor one that is so close to
 * the weakest spike of its length in a list that was cut there. The lists are {@link Similarity#STRONG strongly similar} when every spike
 * that needs a match has one, in both directions, and {@link Similarity#WEAK weakly similar} when at least half of them
 * have, in both directions. Lists about different pieces or different searches are different.
 */
public final class SpikeListComparator {

    /** The share by which two powers of one spike may differ. */
    public static final double POWER_TOLERANCE = 0.01;

    /** The share by which two drift rates of one spike may differ: they are the workunit's own, only printed. */
    public static final double DRIFT_TOLERANCE = 1e-6;

    private SpikeListComparator() {}

    public static Similarity compare(SpikeList a, SpikeList b) {
        if (!a.piece().equals(b.piece())) {
            return Similarity.DIFFERENT;
        }
        double there = shareFound(a, b);
        double back = shareFound(b, a);
        double least = Math.min(there, back);
        if (least >= 1) {
            return Similarity.STRONG;
        }
        return least >= 0.5 ? Similarity.WEAK : Similarity.DIFFERENT;
    }

    private static double shareFound(SpikeList list, SpikeList other) {
        Map<Integer, Double> floors = new HashMap<>();
        for (int length : other.piece().search().transformLengths()) {
            floors.put(length, other.completeFrom(length) * (1 + POWER_TOLERANCE));
        }
        double rate = list.piece().sampleRate();
        Predicate<Spike> found = spike -> everySpike(other).anyMatch(candidate -> match(spike, candidate, rate));
        List<Spike> needed = Stream.concat(
                        Stream.of(list.best()),
                        list.spikes().stream()
                                .filter(spike -> spike.power() > floors.getOrDefault(spike.transformLength(), 0.0)))
                .toList();
        return (double) needed.stream().filter(found).count() / needed.size();
    }

    private static Stream<Spike> everySpike(SpikeList list) {
        return Stream.concat(Stream.of(list.best()), list.spikes().stream());
    }

    private static boolean match(Spike a, Spike b, double sampleRate) {
        double binWidth = sampleRate / a.transformLength();
        return a.transformLength() == b.transformLength()
                && a.polarization() == b.polarization()
                && close(a.power(), b.power(), POWER_TOLERANCE)
                && sameDriftRate(a.driftRate(), b.driftRate())
                && Math.abs(a.frequency() - b.frequency()) <= binWidth / 2
                && Math.abs(a.time() - b.time()) <= 0.5 / binWidth;
    }

    static boolean sameDriftRate(double a, double b) {
        return close(a, b, DRIFT_TOLERANCE);
    }

    private static boolean close(double a, double b, double share) {
        return Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b));
    }
}
