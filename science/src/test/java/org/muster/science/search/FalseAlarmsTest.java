package org.muster.science.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.spikes.SpikeList;

class FalseAlarmsTest {
    private static final int SAMPLES = 16_384;

    @ParameterizedTest
    @ValueSource(ints = {256, 1024, 4096, 16384})
    void pure_noise_passes_the_threshold_as_often_as_the_statistics_say(int length) {
        SearchParameters search = new SearchParameters(List.of(0.0), List.of(length), 7);
        Count count = count(search, 24);
        assertThat(count.expected()).isBetween(700.0, 730.0);
        assertThat((double) count.observed()).isBetween(lowest(count.expected(), 1), highest(count.expected(), 1));
    }

    @Test
    void the_default_search_at_a_lower_threshold_gives_as_many_false_alarms_as_it_has_bins_for() {
        SearchParameters defaults = SearchParameters.defaultsFor(TestPieces.SAMPLE_RATE, SAMPLES);
        SearchParameters search = new SearchParameters(defaults.driftRates(), defaults.transformLengths(), 10);
        Count count = count(search, 12);
        // The same noise in neighbouring drift rates and lengths comes in groups of up to nine times four.
        assertThat((double) count.observed()).isBetween(lowest(count.expected(), 36), highest(count.expected(), 36));
        assertThat(count.expected()).isGreaterThan(600);
    }

    @Test
    void the_bins_of_whole_windows_are_counted() {
        PieceHeader header =
                TestPieces.header(5000, new SearchParameters(List.of(-1.0, 0.0, 1.0), List.of(1024, 2048), 25));
        assertThat(FalseAlarms.binsTested(header)).isEqualTo((4 * 1024 + 2 * 2048) * 3 * 2);
        assertThat(FalseAlarms.expected(header)).isEqualTo(49152 * Math.exp(-25));
    }

    @Test
    void a_demonstration_of_sixty_four_pieces_expects_far_less_than_one_false_alarm() {
        PieceHeader header = TestPieces.header(65_536, SearchParameters.defaultsFor(1000, 65_536));
        assertThat(FalseAlarms.binsTested(header)).isEqualTo(4_718_592);
        assertThat(64 * FalseAlarms.expected(header)).isBetween(0.0040, 0.0045);
    }

    @Test
    void the_default_search_of_pure_noise_finds_nothing() {
        SearchParameters search = SearchParameters.defaultsFor(TestPieces.SAMPLE_RATE, SAMPLES);
        assertThat(count(search, 12).observed()).isZero();
    }

    private record Count(long observed, double expected) {}

    private static Count count(SearchParameters search, int pieces) {
        PieceHeader header = TestPieces.header(SAMPLES, search);
        long observed = 0;
        for (int seed = 0; seed < pieces; seed++) {
            SpikeList found =
                    SpikeSearch.of(TestPieces.noise(header, 1000 + seed)).run(SearchListener.NONE);
            assertThat(found.cut()).isFalse();
            observed += found.spikes().size();
        }
        return new Count(observed, pieces * FalseAlarms.expected(header));
    }

    /** Four standard deviations of a Poisson count whose events come in groups. */
    private static double lowest(double expected, int group) {
        return expected - 4 * Math.sqrt(group * expected);
    }

    private static double highest(double expected, int group) {
        return expected + 4 * Math.sqrt(group * expected);
    }
}
