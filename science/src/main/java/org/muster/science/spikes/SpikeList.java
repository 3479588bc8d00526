package org.muster.science.spikes;

import java.util.List;
import java.util.Objects;
import org.muster.science.piece.PieceHeader;

/**
 * The result of searching one piece.
 *
 * @param piece what was searched, and how
 * @param best the strongest bin of the whole search, above the threshold or not
 * @param spikes the bins above the threshold, the strongest first, at most {@value #MOST_SPIKES}
 * @param cut whether there were more, of which the strongest are in the list
 */
public record SpikeList(PieceHeader piece, Spike best, List<Spike> spikes, boolean cut) {

    /** The most spikes that a list holds, so that a piece full of interference does not flood the project. */
    public static final int MOST_SPIKES = 2_000;

    public SpikeList {
        Objects.requireNonNull(piece);
        Objects.requireNonNull(best);
        spikes = List.copyOf(spikes);
        if (spikes.size() > MOST_SPIKES) {
            throw new IllegalArgumentException(spikes.size() + " spikes are more than " + MOST_SPIKES);
        }
    }
}
