package org.muster.science.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.muster.science.search.TestPieces.CENTRE;
import static org.muster.science.search.TestPieces.SAMPLE_RATE;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.signals.InjectedSignal;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeList;

class SpikeSearchTest {
    private static final int SAMPLES = 16_384;
    private static final SearchParameters DEFAULTS = SearchParameters.defaultsFor(SAMPLE_RATE, SAMPLES);
    private static final double FINEST_BIN = SAMPLE_RATE / SAMPLES;

    @Test
    void a_carrier_is_found_at_its_frequency_in_both_polarizations() {
        InjectedSignal carrier = InjectedSignal.carrier(CENTRE - 123.4, 0.2);
        SpikeList found = search(TestPieces.piece(header(DEFAULTS), 1, List.of(carrier)));
        for (int polarization = 0; polarization < 2; polarization++) {
            Spike best = bestOf(found, polarization);
            assertThat(best.frequency()).isCloseTo(CENTRE - 123.4, within(FINEST_BIN / 2));
            assertThat(best.driftRate()).isZero();
            assertThat(best.transformLength()).isEqualTo(SAMPLES);
            assertThat(best.time()).isEqualTo(SAMPLES / 2 / SAMPLE_RATE);
            // amplitude² × length, times what a tone between two bins loses at most
            assertThat(best.power()).isBetween(0.38 * 0.04 * SAMPLES, 1.2 * 0.04 * SAMPLES);
        }
        assertThat(found.best()).isEqualTo(found.spikes().getFirst());
        assertThat(found.cut()).isFalse();
    }

    @Property(tries = 25)
    void a_signal_of_any_frequency_and_drift_within_the_search_is_found_where_it_is(
            @ForAll @DoubleRange(min = -500, max = 499.9) double offset,
            @ForAll @DoubleRange(min = -4, max = 4) double driftSteps,
            @ForAll @DoubleRange(min = 0, max = 1000) double startSeconds) {
        double spacing = SearchParameters.driftSpacing(SAMPLE_RATE, SAMPLES);
        PieceHeader header = TestPieces.header(1, Math.round(startSeconds * SAMPLE_RATE), SAMPLES, DEFAULTS);
        double drift = driftSteps * spacing;
        double atStart = CENTRE + offset - drift * header.startSeconds();
        InjectedSignal signal = InjectedSignal.pulsedTone(atStart, drift, 1e9, 1e8, 0.2);

        Spike best = search(TestPieces.piece(header, 7, List.of(signal))).best();

        double truth = signal.frequencyAt(best.time());
        assertThat(distanceOnTheCircle(best.frequency(), truth)).isLessThanOrEqualTo(SAMPLE_RATE / SAMPLES);
        assertThat(best.driftRate()).isCloseTo(drift, within(spacing));
        assertThat(best.frequency()).isBetween(CENTRE - SAMPLE_RATE / 2, CENTRE + SAMPLE_RATE / 2);
    }

    @Test
    void a_short_pulse_is_strongest_in_the_short_transform_that_fits_it() {
        InjectedSignal pulses = InjectedSignal.pulsedTone(CENTRE + 100, 0, 4.096, 0.256, 0.8);
        Spike best =
                search(TestPieces.piece(header(DEFAULTS), 3, List.of(pulses))).best();
        assertThat(best.transformLength()).isEqualTo(256);
        assertThat(best.time() % 4.096).isCloseTo(0.128, within(1e-9));
        assertThat(best.frequency()).isCloseTo(CENTRE + 100, within(SAMPLE_RATE / 256));
    }

    @Test
    void a_strong_carrier_does_not_hide_a_weak_one() {
        InjectedSignal weak = InjectedSignal.carrier(CENTRE - 200, 0.06);
        InjectedSignal strong = InjectedSignal.carrier(CENTRE + 200, 1.5);
        SpikeList found = search(TestPieces.piece(header(DEFAULTS), 4, List.of(weak, strong)));
        assertThat(found.spikes())
                .anySatisfy(spike -> assertThat(spike.frequency()).isCloseTo(CENTRE - 200, within(FINEST_BIN)));
    }

    @Test
    void what_is_left_over_behind_the_last_whole_window_is_searched_by_the_shorter_transforms() {
        SearchParameters search = new SearchParameters(List.of(0.0), List.of(512, 4096), 20);
        InjectedSignal lateTone = InjectedSignal.pulsedTone(CENTRE + 50, 0, 4.096, 4.0959, 1);
        Piece piece = TestPieces.piece(TestPieces.header(0, 0, 4096 + 1024 + 500, search), 5, List.of(lateTone));
        assertThat(search(piece).spikes())
                .filteredOn(spike -> spike.transformLength() == 512)
                .extracting(Spike::time)
                .contains((4096 + 512 + 256) / SAMPLE_RATE)
                .doesNotContain((4096 + 1024 + 256) / SAMPLE_RATE);
    }

    @Test
    void the_best_bin_is_reported_even_when_nothing_is_above_the_threshold() {
        SpikeList found = search(TestPieces.noise(header(DEFAULTS), 6));
        assertThat(found.spikes()).isEmpty();
        assertThat(found.best().power()).isBetween(8.0, SearchParameters.DEFAULT_THRESHOLD);
    }

    @Test
    void a_flood_of_spikes_is_cut_to_the_strongest() {
        PieceHeader all = header(new SearchParameters(List.of(0.0), List.of(1024), 0.1));
        PieceHeader some = header(new SearchParameters(List.of(0.0), List.of(1024), 4));
        SpikeList flood = search(TestPieces.noise(all, 8));
        List<Spike> strong = search(TestPieces.noise(some, 8)).spikes();
        assertThat(flood.cut()).isTrue();
        assertThat(flood.spikes())
                .hasSize(SpikeList.MOST_SPIKES_OF_A_LENGTH)
                .isSortedAccordingTo(Spike.STRONGEST_FIRST);
        assertThat(strong).hasSizeBetween(100, SpikeList.MOST_SPIKES_OF_A_LENGTH);
        assertThat(flood.spikes().subList(0, strong.size())).isEqualTo(strong);
    }

    @Test
    void a_dead_piece_gives_no_spikes_and_a_best_of_no_power() {
        PieceHeader header = header(DEFAULTS);
        SpikeList found = search(new Piece(header, new byte[header.sampleBytes()]));
        assertThat(found.spikes()).isEmpty();
        assertThat(found.best().power()).isZero();
    }

    @Test
    void an_interrupted_search_ends_with_the_same_spikes_wherever_it_was_stopped() {
        SearchParameters search = new SearchParameters(List.of(-0.1, 0.0, 0.1), List.of(256, 2048), 9);
        Piece piece = TestPieces.piece(header(search), 9, List.of(InjectedSignal.carrier(CENTRE + 7, 0.2)));
        List<SearchState> states = new ArrayList<>();
        SpikeList whole = SpikeSearch.of(piece).run(new SearchListener() {
            @Override
            public void progress(double fraction) {}

            @Override
            public void driftRateDone(SearchState state) {
                states.add(state);
            }
        });
        assertThat(states).extracting(SearchState::driftRatesDone).containsExactly(1, 2, 3);
        for (SearchState state : states) {
            assertThat(SpikeSearch.resumed(piece, state).run(SearchListener.NONE))
                    .isEqualTo(whole);
        }
        assertThat(states.getLast().found()).isEqualTo(whole);
    }

    @Test
    void the_state_of_another_search_is_refused() {
        Piece piece = TestPieces.noise(header(DEFAULTS), 1);
        SpikeList elsewhere = search(TestPieces.noise(TestPieces.header(2, 0, SAMPLES, DEFAULTS), 1));
        assertThatThrownBy(() -> SpikeSearch.resumed(piece, new SearchState(1, elsewhere)))
                .hasMessageContaining("rec_0_2");
    }

    @Test
    void the_fraction_done_rises_to_one_and_an_exception_of_the_listener_ends_the_search() {
        List<Double> fractions = new ArrayList<>();
        SpikeSearch.of(TestPieces.noise(header(DEFAULTS), 1)).run(fractions::add);
        assertThat(fractions).isSorted().hasSize(18);
        assertThat(fractions.getLast()).isEqualTo(1.0);
        assertThatThrownBy(() -> SpikeSearch.of(TestPieces.noise(header(DEFAULTS), 1))
                        .run(fraction -> {
                            throw new IllegalStateException("stop");
                        }))
                .hasMessage("stop");
    }

    private static PieceHeader header(SearchParameters search) {
        return TestPieces.header(SAMPLES, search);
    }

    private static SpikeList search(Piece piece) {
        return SpikeSearch.of(piece).run(SearchListener.NONE);
    }

    private static Spike bestOf(SpikeList found, int polarization) {
        return found.spikes().stream()
                .filter(spike -> spike.polarization() == polarization)
                .findFirst()
                .orElseThrow();
    }

    private static double distanceOnTheCircle(double a, double b) {
        return Math.abs(Math.IEEEremainder(a - b, SAMPLE_RATE));
    }
}
