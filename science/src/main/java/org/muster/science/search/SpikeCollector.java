package org.muster.science.search;

import java.util.List;
import java.util.PriorityQueue;
import org.muster.science.piece.PieceHeader;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeList;

/** Keeps the best bin and the strongest {@value SpikeList#MOST_SPIKES} above the threshold, whatever their order. */
final class SpikeCollector {
    private final PieceHeader piece;
    private final double threshold;
    private final PriorityQueue<Spike> weakestFirst = new PriorityQueue<>(Spike.STRONGEST_FIRST.reversed());
    private Spike best;
    private boolean cut;

    SpikeCollector(PieceHeader piece) {
        this.piece = piece;
        this.threshold = piece.search().threshold();
    }

    /** Goes on from what an earlier run found. */
    void addAll(SpikeList found) {
        found.spikes().forEach(this::add);
        keepBest(found.best());
        cut |= found.cut();
    }

    /** The power from which {@link #add} may make a difference; weaker bins need not be offered. */
    double interesting() {
        if (best == null) {
            return 0;
        }
        boolean full = weakestFirst.size() == SpikeList.MOST_SPIKES;
        return Math.min(best.power(), full ? weakestFirst.element().power() : threshold);
    }

    void add(Spike spike) {
        keepBest(spike);
        if (spike.power() > threshold) {
            weakestFirst.add(spike);
            if (weakestFirst.size() > SpikeList.MOST_SPIKES) {
                weakestFirst.remove();
                cut = true;
            }
        }
    }

    SpikeList list() {
        List<Spike> spikes = weakestFirst.stream().sorted(Spike.STRONGEST_FIRST).toList();
        return new SpikeList(piece, best, spikes, cut);
    }

    private void keepBest(Spike spike) {
        if (best == null || Spike.STRONGEST_FIRST.compare(spike, best) < 0) {
            best = spike;
        }
    }
}
