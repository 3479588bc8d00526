package org.muster.science.spikes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;

/** Lists of spikes that a search could have given. */
public final class SpikeLists {
    static final SearchParameters SEARCH = new SearchParameters(List.of(-0.5, 0.0, 0.5), List.of(1024, 8192), 20);
    static final PieceHeader PIECE = new PieceHeader("rec_0_0", "rec", 0, 0, 1.42e9, 1000, 0, 1.6e9, 2, 65_536, SEARCH);

    private SpikeLists() {}

    /** A list of random spikes with powers from 25 on, well above the threshold of 20. */
    static SpikeList random(long seed, int count) {
        Random random = new Random(seed);
        List<Spike> spikes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spikes.add(spike(25 + i * 1.5 + random.nextDouble(), random));
        }
        return of(spikes);
    }

    /** A list without spikes, whose best bin is the given one. */
    static SpikeList quiet(Spike best) {
        return new SpikeList(PIECE, best, List.of(), false);
    }

    static SpikeList of(List<Spike> spikes) {
        List<Spike> sorted = spikes.stream().sorted(Spike.STRONGEST_FIRST).toList();
        return new SpikeList(PIECE, sorted.getFirst(), sorted, false);
    }

    static SpikeList changed(SpikeList list, UnaryOperator<Spike> change) {
        return of(list.spikes().stream().map(change).toList());
    }

    static Spike spike(double power, Random random) {
        int length = SEARCH.transformLengths().get(random.nextInt(2));
        int bin = random.nextInt(length);
        double frequency = PIECE.centreFrequency() - 500 + 1000.0 * bin / length;
        double drift = SEARCH.driftRates().get(random.nextInt(3));
        double time = (random.nextInt(PIECE.sampleCount() / length) + 0.5) * length / PIECE.sampleRate();
        return new Spike(power, frequency, drift, length, time, random.nextInt(2), bin);
    }

    static Spike withPower(Spike spike, double power) {
        return new Spike(
                power,
                spike.frequency(),
                spike.driftRate(),
                spike.transformLength(),
                spike.time(),
                spike.polarization(),
                spike.bin());
    }

    static Spike withFrequency(Spike spike, double frequency) {
        return new Spike(
                spike.power(),
                frequency,
                spike.driftRate(),
                spike.transformLength(),
                spike.time(),
                spike.polarization(),
                spike.bin());
    }
}
