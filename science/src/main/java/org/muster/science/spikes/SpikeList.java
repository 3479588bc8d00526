package org.muster.science.spikes;

import java.util.List;
import java.util.Objects;
import org.muster.science.piece.PieceHeader;

/**
 * The result of searching one piece.
 *
 * @param piece what was searched, and how
 * @param best the strongest bin of the whole search, above the threshold or not
 * @param spikes the bins above the threshold, the strongest first, of each transform length at most
 *     {@value #MOST_SPIKES_OF_A_LENGTH}
 * @param cut whether a transform length had more than that, of which the strongest are in the list
 */
public record SpikeList(PieceHeader piece, Spike best, List<Spike> spikes, boolean cut) {

    /**
     * The most spikes of one transform length, so that a piece full of interference does not flood the project; and of
     * one length, so that interference which fills the short transforms does not push a weak carrier out of the list.
     */
    public static final int MOST_SPIKES_OF_A_LENGTH = 500;

    public SpikeList {
        Objects.requireNonNull(piece);
        Objects.requireNonNull(best);
        spikes = List.copyOf(spikes);
        if (spikes.size() > mostSpikes(piece)) {
            throw new IllegalArgumentException(spikes.size() + " spikes are more than " + mostSpikes(piece));
        }
    }

    /** The most spikes that the search of a piece reports. */
    public static int mostSpikes(PieceHeader piece) {
        return MOST_SPIKES_OF_A_LENGTH * piece.search().transformLengths().size();
    }

    /** The power below which the list may lack a spike of that length: the threshold, or where it was cut. */
    public double completeFrom(int transformLength) {
        double[] powers = spikes.stream()
                .filter(spike -> spike.transformLength() == transformLength)
                .mapToDouble(Spike::power)
                .sorted()
                .toArray();
        boolean cutHere = cut && powers.length >= MOST_SPIKES_OF_A_LENGTH;
        return cutHere ? powers[0] : piece.search().threshold();
    }
}
