package org.muster.science.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.muster.science.piece.PieceHeader;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeList;

/**
 * Keeps the best bin, and of each transform length the strongest {@value SpikeList#MOST_SPIKES_OF_A_LENGTH} above the
 * threshold, whatever their order.
 */
final class SpikeCollector {
    private final PieceHeader piece;
    private final double threshold;
    private final Map<Integer, PriorityQueue<Spike>> weakestFirst = new HashMap<>();
    private Spike best;
    private boolean cut;

    SpikeCollector(PieceHeader piece) {
        this.piece = piece;
        this.threshold = piece.search().threshold();
        for (int length : piece.search().transformLengths()) {
            weakestFirst.put(length, new PriorityQueue<>(Spike.STRONGEST_FIRST.reversed()));
        }
    }

    /** Goes on from what an earlier run found. */
    void addAll(SpikeList found) {
        found.spikes().forEach(this::add);
        keepBest(found.best());
        cut |= found.cut();
    }

    /** The power from which {@link #add} may make a difference; weaker bins of that length need not be offered. */
    double interesting(int transformLength) {
        if (best == null) {
            return 0;
        }
        PriorityQueue<Spike> spikes = weakestFirst.get(transformLength);
        boolean full = spikes.size() == SpikeList.MOST_SPIKES_OF_A_LENGTH;
        return Math.min(best.power(), full ? spikes.element().power() : threshold);
    }

    void add(Spike spike) {
        keepBest(spike);
        if (spike.power() > threshold) {
            PriorityQueue<Spike> spikes = weakestFirst.get(spike.transformLength());
            spikes.add(spike);
            if (spikes.size() > SpikeList.MOST_SPIKES_OF_A_LENGTH) {
                spikes.remove();
                cut = true;
            }
        }
    }

    SpikeList list() {
        List<Spike> spikes = weakestFirst.values().stream()
                .flatMap(PriorityQueue::stream)
                .sorted(Spike.STRONGEST_FIRST)
                .toList();
        return new SpikeList(piece, best, spikes, cut);
    }

    private void keepBest(Spike spike) {
        if (best == null || Spike.STRONGEST_FIRST.compare(spike, best) < 0) {
            best = spike;
        }
    }
}
