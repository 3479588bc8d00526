package org.muster.science.signals;

import org.muster.science.piece.PieceHeader;
import org.muster.science.spikes.Spike;

/**
 * A spike with what its piece says about it.
 *
 * @param centre the sky frequency at the middle of its sub-band, in hertz
 * @param sampleRate the width of its sub-band, in hertz
 */
record Sighting(Spike spike, double centre, double sampleRate) {

    static Sighting of(PieceHeader piece, Spike spike) {
        return new Sighting(spike, piece.centreFrequency(), piece.sampleRate());
    }

    /** The width of its bin, in hertz. */
    double binWidth() {
        return sampleRate / spike.transformLength();
    }

    /** How long its transform's window lasts, in seconds. */
    double seconds() {
        return spike.transformLength() / sampleRate;
    }

    /**
     * How far it is from a track, in hertz. A signal beyond the edge of a sub-band also appears inside, weaker, a whole
     * sub-band's width away from where it is: so a spike in the outer halves of a sub-band may be such an image.
     */
    double distance(Track track) {
        double direct = spike.frequency() - track.frequencyAt(spike.time());
        boolean mayBeImage = Math.abs(spike.frequency() - centre) >= sampleRate / 4;
        double image = Math.abs(Math.abs(direct) - sampleRate);
        return mayBeImage ? Math.min(Math.abs(direct), image) : Math.abs(direct);
    }

    /** Over how many hertz to each side the window smears a signal of the track, because another drift was removed. */
    double smear(Track track) {
        return Math.abs(spike.driftRate() - track.driftRate()) * seconds() / 2;
    }

    /** Whether a signal of the track is in this very bin, or halfway to the next. */
    boolean isOn(Track track) {
        return distance(track) <= 0.75 * binWidth() + smear(track) + track.uncertaintyAt(spike.time());
    }

    /**
     * Whether a strong signal along the track explains this spike. A transform without a window function spreads a tone
     * of power P over its neighbours: k bins away is P/(πk)² at most.
     *
     * @param peak the power of the signal's strongest spike
     * @param width within which it is one signal with that of the track, in hertz
     */
    boolean isExplained(Track track, double peak, double width) {
        double leakage = binWidth() * (1 + Math.sqrt(peak / spike.power()) / Math.PI);
        return distance(track) <= width + leakage + smear(track) + track.uncertaintyAt(spike.time());
    }
}
