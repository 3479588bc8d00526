package org.muster.science.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.muster.science.search.TestPieces.CENTRE;
import static org.muster.science.search.TestPieces.SAMPLE_RATE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SpikeSearch;
import org.muster.science.search.TestPieces;
import org.muster.science.spikes.SpikeList;

class SignalFinderTest {
    private static final int SAMPLES = 16_384;
    private static final int STEP = SAMPLES - SAMPLES / 4;
    private static final SearchParameters SEARCH = SearchParameters.defaultsFor(SAMPLE_RATE, SAMPLES);
    private static final double DRIFT_SPACING = SearchParameters.driftSpacing(SAMPLE_RATE, SAMPLES);

    @Test
    void noise_has_no_signals() {
        assertThat(SignalFinder.find(results(1, 2, List.of()))).isEmpty();
        assertThat(SignalFinder.find(List.of())).isEmpty();
    }

    @Test
    void a_drifting_carrier_is_one_signal_over_all_segments() {
        InjectedSignal signal = InjectedSignal.driftingCarrier(CENTRE - 222.2, 2.3 * DRIFT_SPACING, 0.15);
        List<DetectedSignal> found = SignalFinder.find(results(2, 3, List.of(signal)));
        assertThat(found).hasSize(1);
        DetectedSignal one = found.getFirst();
        assertThat(one.frequencyAt(0)).isCloseTo(CENTRE - 222.2, within(SAMPLE_RATE / SAMPLES));
        assertThat(one.driftRate()).isCloseTo(2.3 * DRIFT_SPACING, within(DRIFT_SPACING / 4));
        assertThat(one.firstTime()).isLessThan(SAMPLES / SAMPLE_RATE);
        assertThat(one.lastTime()).isGreaterThan(2 * STEP / SAMPLE_RATE);
        assertThat(one.spikes()).isGreaterThan(30);
    }

    @Test
    void the_lines_and_windows_of_a_pulsed_tone_are_one_signal() {
        InjectedSignal signal = InjectedSignal.pulsedTone(CENTRE + 99.1, 0, 4.096, 1.024, 0.45);
        List<DetectedSignal> found = SignalFinder.find(results(3, 2, List.of(signal)));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().frequency()).isCloseTo(CENTRE + 99.1, within(1 / 1.024));
        assertThat(found.getFirst().transformLength()).isLessThan(SAMPLES);
    }

    @Test
    void the_leakage_of_a_very_strong_carrier_is_not_a_signal_and_hides_no_weak_one_elsewhere() {
        List<InjectedSignal> signals =
                List.of(InjectedSignal.carrier(CENTRE + 100.03, 3), InjectedSignal.carrier(CENTRE - 150, 0.1));
        List<DetectedSignal> found = SignalFinder.find(results(4, 2, signals));
        assertThat(found).hasSize(2);
        assertThat(found.getFirst().frequency()).isCloseTo(CENTRE + 100.03, within(0.07));
        assertThat(found.getLast().frequency()).isCloseTo(CENTRE - 150, within(0.07));
    }

    @Test
    void the_order_of_the_results_does_not_matter() {
        List<SpikeList> results = results(5, 3, signals(new Random(5)));
        List<SpikeList> shuffled = new ArrayList<>(results);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(SignalFinder.find(shuffled)).isEqualTo(SignalFinder.find(results));
    }

    @Property(tries = 6, seed = "20260321", shrinking = ShrinkingMode.OFF)
    void three_signals_anywhere_apart_are_found_where_they_are_and_nothing_else(@ForAll int seed) {
        List<InjectedSignal> signals = signals(new Random(seed));
        List<DetectedSignal> found = SignalFinder.find(results(seed, 2, signals));
        SignalTable table = SignalTable.compare(signals, found);
        assertThat(table.allFound()).as(() -> table.text(0) + found).isTrue();
        assertThat(table.unexplained()).as(() -> table.text(0) + found).isEmpty();
    }

    /** One of each kind in its own third of the sub-band, strong enough for a power of 100 and more when it fits well. */
    private static List<InjectedSignal> signals(Random random) {
        double drift = random.nextDouble(0.3, 4) * DRIFT_SPACING * (random.nextBoolean() ? 1 : -1);
        double pulseLength = random.nextDouble(0.3, 1.2);
        double pulsePeriod = pulseLength * random.nextDouble(2.5, 5);
        return List.of(
                InjectedSignal.carrier(CENTRE + random.nextDouble(-480, -200), random.nextDouble(0.14, 0.4)),
                InjectedSignal.driftingCarrier(
                        CENTRE + random.nextDouble(-150, 150), drift, random.nextDouble(0.14, 0.4)),
                InjectedSignal.pulsedTone(
                        CENTRE + random.nextDouble(200, 480),
                        0,
                        pulsePeriod,
                        pulseLength,
                        Math.sqrt(random.nextDouble(200, 600) / (pulseLength * SAMPLE_RATE))));
    }

    private static List<SpikeList> results(int seed, int segments, List<InjectedSignal> signals) {
        List<SpikeList> results = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            PieceHeader header = TestPieces.header(segment, (long) segment * STEP, SAMPLES, SEARCH);
            results.add(SpikeSearch.of(TestPieces.piece(header, 1000L * seed + segment, signals))
                    .run(SearchListener.NONE));
        }
        return results;
    }
}
