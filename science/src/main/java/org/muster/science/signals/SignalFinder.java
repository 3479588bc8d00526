package org.muster.science.signals;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeList;

/**
 * Makes a few signals of many spikes. Pure; takes time proportional to spikes × signals.
 *
 * <p>It takes the strongest spike that is left, lays a track through what the longest transform shows of it, and gives
 * all spikes to it that a signal along this track explains; then the strongest of the rest, until none is left:
 *
 * <ul>
 *   <li>A spike next to the track by k bins is leakage while it is weaker than P/(πk)², P being the strongest spike.
 *   <li>A spike found with another drift rate may be off by what that difference makes of it within half a window.
 *   <li>Lines closer together than a bin of the shortest transform that shows the signal are one signal: such a
 *       transform sees no more than one tone that is modulated, as a pulsed tone is.
 *   <li>A spike that is a sub-band's width away is the image of a signal beyond the sub-band's edge.
 * </ul>
 */
public final class SignalFinder {
    private static final Comparator<Sighting> STRONGEST_FIRST =
            Comparator.comparing(Sighting::spike, Spike.STRONGEST_FIRST).thenComparingDouble(Sighting::centre);

    private final double fastestDrift;
    private List<Sighting> left;

    private SignalFinder(List<Sighting> all) {
        this.left = all;
        this.fastestDrift = all.stream()
                .mapToDouble(sighting -> Math.abs(sighting.spike().driftRate()))
                .max()
                .orElse(0);
    }

    /** The signals in the results of one recording, the strongest first. */
    public static List<DetectedSignal> find(Collection<SpikeList> results) {
        List<Sighting> all = results.stream()
                .flatMap(list -> list.spikes().stream().map(spike -> Sighting.of(list.piece(), spike)))
                .sorted(STRONGEST_FIRST)
                .toList();
        SignalFinder finder = new SignalFinder(all);
        List<DetectedSignal> signals = new ArrayList<>();
        while (!finder.left.isEmpty()) {
            signals.add(finder.next());
        }
        return signals;
    }

    private DetectedSignal next() {
        Sighting seed = left.getFirst();
        Track rough = trackOf(seed);
        Sighting finest = strongestOfTheLongest(
                sighting -> overlapInTime(sighting, seed) && explained(sighting, rough, seed, width(rough)));
        Track guess = trackOf(finest);
        double guessedWidth = width(guess);
        Track fitted = TrackFit.through(
                finest,
                guess,
                left.stream()
                        .filter(sighting -> explained(sighting, guess, seed, guessedWidth))
                        .toList());
        double width = width(fitted);
        List<Sighting> members = left.stream()
                .filter(sighting -> sighting.equals(seed) || explained(sighting, fitted, seed, width))
                .toList();
        left = left.stream()
                .filter(sighting -> !sighting.equals(seed) && !explained(sighting, fitted, seed, width))
                .toList();
        return signal(seed, finest, fitted, members);
    }

    /** The track that one spike suggests; its drift rate is as uncertain as its window is short. */
    private Track trackOf(Sighting sighting) {
        Spike spike = sighting.spike();
        double uncertain = 1 / (sighting.seconds() * sighting.seconds());
        return new Track(spike.frequency(), spike.time(), spike.driftRate(), Math.min(uncertain, 2 * fastestDrift));
    }

    /** The bin width of the shortest transform that shows a signal of the track. */
    private double width(Track track) {
        return left.stream()
                .filter(sighting -> sighting.isOn(track))
                .mapToDouble(Sighting::binWidth)
                .max()
                .orElse(0);
    }

    private static boolean explained(Sighting sighting, Track track, Sighting seed, double width) {
        return sighting.isExplained(track, seed.spike().power(), width);
    }

    private Sighting strongestOfTheLongest(Predicate<Sighting> condition) {
        return left.stream()
                .filter(condition)
                .min(comparingDouble(Sighting::binWidth).thenComparing(STRONGEST_FIRST))
                .orElseThrow();
    }

    private static boolean overlapInTime(Sighting a, Sighting b) {
        return Math.abs(a.spike().time() - b.spike().time()) <= (a.seconds() + b.seconds()) / 2;
    }

    private static DetectedSignal signal(Sighting seed, Sighting finest, Track track, List<Sighting> members) {
        double seconds = finest.seconds();
        return new DetectedSignal(
                track.frequency(),
                track.time(),
                track.driftRate(),
                finest.binWidth(),
                2 / (seconds * seconds),
                seed.spike().power(),
                seed.spike().transformLength(),
                members.size(),
                members.stream()
                        .mapToDouble(member -> member.spike().time())
                        .min()
                        .orElseThrow(),
                members.stream()
                        .mapToDouble(member -> member.spike().time())
                        .max()
                        .orElseThrow());
    }
}
