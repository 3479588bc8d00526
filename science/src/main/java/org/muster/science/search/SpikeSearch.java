package org.muster.science.search;

import java.util.List;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceHeader;
import org.muster.science.spikes.SpikeList;

/**
 * The spike search of one piece. For each drift rate of the workunit it removes the drift, and for each transform
 * length transforms the samples window by window (contiguous whole windows from the piece's start; what is left over at
 * the end is not searched with that length), each polarization by itself. A bin's power is divided by the mean power of
 * a bin of noise ({@link NoiseLevel}); in pure noise it is then distributed exponentially with mean 1. Every bin above
 * the threshold is reported, of each length the strongest {@value SpikeList#MOST_SPIKES_OF_A_LENGTH} at most, and the best bin always.
 *
 * <p>The result depends on nothing but the piece, whether the search was interrupted or not; between machines it can
 * differ in the last bits only, by the sines of the transform library. The work is proportional to drift rates × lengths × samples; the memory is the piece and a few windows of the
 * longest transform. Not thread-safe.
 */
public final class SpikeSearch {
    private final Piece piece;
    private final PieceHeader header;
    private final Transforms transforms = new Transforms();
    private final SpikeCollector collector;
    private final NoiseLevel noise;
    private final double[] factors;
    private final double[] numbers;
    private int driftRatesDone;

    private SpikeSearch(Piece piece) {
        this.piece = piece;
        this.header = piece.header();
        this.collector = new SpikeCollector(header);
        this.noise = NoiseLevel.of(piece, transforms);
        int longest = header.search().longestTransform();
        this.factors = new double[2 * longest];
        this.numbers = new double[2 * longest];
    }

    /** A search from the beginning. */
    public static SpikeSearch of(Piece piece) {
        return new SpikeSearch(piece);
    }

    /**
     * A search that goes on where an earlier one was.
     *
     * @throws IllegalArgumentException when the state belongs to another piece or another search
     */
    public static SpikeSearch resumed(Piece piece, SearchState state) {
        if (!state.found().piece().equals(piece.header())) {
            throw new IllegalArgumentException("the state belongs to the search of "
                    + state.found().piece().workunitName() + ", not to this one of "
                    + piece.header().workunitName());
        }
        SpikeSearch search = new SpikeSearch(piece);
        search.collector.addAll(state.found());
        search.driftRatesDone = state.driftRatesDone();
        return search;
    }

    /** Searches to the end. What the listener throws ends the search and comes out of here. */
    public SpikeList run(SearchListener listener) {
        List<Double> driftRates = header.search().driftRates();
        while (driftRatesDone < driftRates.size()) {
            searchWith(driftRates.get(driftRatesDone), listener);
            driftRatesDone++;
            listener.driftRateDone(new SearchState(driftRatesDone, collector.list()));
        }
        return collector.list();
    }

    /** Goes through the piece block by block, a block being a window of the longest transform or what is left. */
    private void searchWith(double driftRate, SearchListener listener) {
        int driftRates = header.search().driftRates().size();
        int longest = header.search().longestTransform();
        for (int start = 0; start < header.sampleCount(); start += longest) {
            int count = Math.min(longest, header.sampleCount() - start);
            DriftRemoval.fill(factors, driftRate, header.sampleRate(), start, count);
            for (int polarization = 0; polarization < header.polarizations(); polarization++) {
                searchBlock(driftRate, polarization, start, count);
                double blockDone = (polarization + 1.0) / header.polarizations();
                listener.progress((driftRatesDone + (start + count * blockDone) / header.sampleCount()) / driftRates);
            }
        }
    }

    private void searchBlock(double driftRate, int polarization, int blockStart, int count) {
        for (int length : header.search().transformLengths()) {
            for (int offset = 0; offset + length <= count; offset += length) {
                Samples.copyTurned(piece, polarization, blockStart + offset, factors, offset, numbers, length);
                transforms.forward(numbers, length);
                scan(new Window(header, driftRate, length, polarization, blockStart + offset));
            }
        }
    }

    /** Offers every bin of the transformed window that may matter. */
    private void scan(Window window) {
        double level = noise.perBin(window.polarization(), window.length());
        double scale = level > 0 ? 1 / level : 0;
        double interesting = collector.interesting(window.length());
        for (int bin = 0; bin < window.length(); bin++) {
            double re = numbers[2 * bin];
            double im = numbers[2 * bin + 1];
            double power = (re * re + im * im) * scale;
            if (power >= interesting) {
                collector.add(window.spike(bin, power));
                interesting = collector.interesting(window.length());
            }
        }
    }
}
