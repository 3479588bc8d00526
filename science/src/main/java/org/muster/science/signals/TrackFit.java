package org.muster.science.signals;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.muster.science.spikes.Spike;

/** Lays a straight line through the spikes of one signal, as its longest transform shows them. */
final class TrackFit {
    private static final double STRONG_SHARE = 0.25;

    private TrackFit() {}

    /**
     * The line of least squares, weighted by power, through the sightings that are like the finest one: in transforms as
     * long, with its drift rate or one next to it, and at least a quarter as strong. Sidebands and bins to both sides then
     * balance each other. Of the slope of this line and the drift rate of the finest, the one counts along which more
     * power lies in the transforms of all lengths: the slope knows more where the times are far apart, the drift rate
     * where they are not.
     */
    static Track through(Sighting finest, Track guess, List<Sighting> members) {
        List<Spike> like = like(finest, guess, members);
        if (like.isEmpty()) {
            return guess;
        }
        double time = mean(like, Spike::time);
        double frequency = mean(like, Spike::frequency);
        Track byDriftRate = new Track(frequency, time, guess.driftRate(), guess.driftError());
        double spread = mean(like, spike -> square(spike.time() - time));
        if (spread <= square(finest.seconds() / 8)) {
            return byDriftRate;
        }
        double slope = mean(like, spike -> (spike.time() - time) * (spike.frequency() - frequency)) / spread;
        double slopeError = finest.binWidth() / Math.sqrt(spread) / 2;
        Track bySlope = new Track(frequency, time, slope, Math.min(slopeError, guess.driftError()));
        return powerOn(bySlope, members) >= powerOn(byDriftRate, members) ? bySlope : byDriftRate;
    }

    private static List<Spike> like(Sighting finest, Track guess, List<Sighting> members) {
        double driftStep = 2 / square(finest.seconds());
        List<Spike> alike = members.stream()
                .filter(member -> member.binWidth() == finest.binWidth() && isDirect(member, guess))
                .map(Sighting::spike)
                .filter(spike -> Math.abs(spike.driftRate() - guess.driftRate()) < 1.5 * driftStep)
                .toList();
        double strongest = alike.stream().mapToDouble(Spike::power).max().orElse(0);
        return alike.stream()
                .filter(spike -> spike.power() >= STRONG_SHARE * strongest)
                .toList();
    }

    /** The power of the spikes whose own bin the line crosses, taking it at its word. */
    private static double powerOn(Track track, List<Sighting> members) {
        Track exact = new Track(track.frequency(), track.time(), track.driftRate(), 0);
        return members.stream()
                .filter(member -> member.isOn(exact))
                .mapToDouble(member -> member.spike().power())
                .sum();
    }

    /** Not an image from beyond the edge of a sub-band, which would pull the line aside. */
    private static boolean isDirect(Sighting member, Track guess) {
        Spike spike = member.spike();
        return Math.abs(spike.frequency() - guess.frequencyAt(spike.time())) < member.sampleRate() / 2;
    }

    private static double mean(List<Spike> spikes, ToDoubleFunction<Spike> value) {
        double sum = 0;
        double weights = 0;
        for (Spike spike : spikes) {
            sum += spike.power() * value.applyAsDouble(spike);
            weights += spike.power();
        }
        return sum / weights;
    }

    private static double square(double value) {
        return value * value;
    }
}
