package org.muster.science.spikes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.muster.science.piece.SearchParameters;

class SpikeFormatTest {
    private static final Spike BEST = new Spike(30.5, 1.42e9 - 250, -0.5, 1024, 0.512, 1, 768);
    private static final Spike SECOND = new Spike(21, 1.42e9 + 125, 0.5, 8192, 4.096, 0, 1024);

    @Property(tries = 50)
    void a_result_reads_back_as_it_was_written(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count)
            throws SpikeFormatException {
        SpikeList list = SpikeLists.random(seed, count);
        assertThat(SpikeFormat.read(SpikeFormat.bytes(list))).isEqualTo(list);
    }

    @Test
    void the_file_is_text_that_a_person_can_read() {
        assertThat(text()).isEqualTo("""
                muster-spikes 1
                workunit: rec_0_0
                recording: rec
                sub-band: 0
                segment: 0
                centre-frequency-hz: 1.42E9
                sample-rate-hz: 1000.0
                start-sample: 0
                start-time-unix-s: 1.6E9
                polarizations: 2
                sample-count: 65536
                drift-rates-hz-per-s: -0.5 0.0 0.5
                transform-lengths: 1024 8192
                threshold: 20.0
                cut: no
                best: 30.5 1.41999975E9 -0.5 1024 0.512 1 768
                spikes
                30.5 1.41999975E9 -0.5 1024 0.512 1 768
                21.0 1.420000125E9 0.5 8192 4.096 0 1024
                end 2
                """);
    }

    @Test
    void a_result_without_spikes_is_a_result() throws SpikeFormatException {
        SpikeList list = SpikeLists.quiet(SpikeLists.spike(12, new Random(1)));
        assertThat(SpikeFormat.read(SpikeFormat.bytes(list))).isEqualTo(list);
    }

    @Test
    void a_result_cut_off_anywhere_is_refused() {
        byte[] bytes = text().getBytes(US_ASCII);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SpikeFormat.read(cut)).isInstanceOf(SpikeFormatException.class);
        }
    }

    @Test
    void a_result_that_the_search_cannot_have_given_is_refused_with_the_reason() {
        assertRefused("end 2", "end 3", "the last line is 'end 3', but there are 2 spikes before it");
        assertRefused("end 2\n", "end 2\n\n", "more bytes follow");
        assertRefused("21.0 1.4", "NaN 1.4", "power NaN");
        assertRefused("21.0 1.4", "20.0 1.4", "not above the threshold 20.0");
        assertRefused("21.0 1.4", "31.0 1.4", "above that of the best one");
        assertRefused("21.0 1.4", "x 1.4", "\"x\"");
        assertRefused("21.0 1.4", "21.0  1.4", "8 numbers, not 7");
        assertRefused("0.5 8192", "0.25 8192", "no drift rate 0.25");
        assertRefused("0.5 8192", "0.5 4096", "no transform length 4096");
        assertRefused("0.5 8192", "0.5 8192000000000", "8192000000000");
        assertRefused("4.096 0 1024", "4.096 2 1024", "polarization 2");
        assertRefused("4.096 0 1024", "4.096 0 8192", "bin 8192");
        assertRefused("4.096 0 1024", "66.0 0 1024", "time 66.0 is outside");
        assertRefused("1.420000125E9", "1.420000525E9", "outside of the sub-band");
        assertRefused("cut: no", "cut: maybe", "neither yes nor no");
        assertRefused("cut: no", "cut: yes", "has only 2 spikes");
        assertRefused("muster-spikes 1", "muster-spikes 2", "does not start with the line 'muster-spikes 1'");
        assertRefused("threshold: 20.0\n", "", "has no 'threshold'");
        assertRefused("21.0 1.420000125E9 0.5 8192 4.096 0 1024", "30.5 1.41999975E9 -0.5 1024 0.512 1 768", "twice");
    }

    @Test
    void a_result_with_a_best_spike_above_the_threshold_but_no_spikes_is_refused() {
        byte[] bytes = SpikeFormat.bytes(SpikeLists.quiet(SpikeLists.spike(20.5, new Random(1))));
        assertThatThrownBy(() -> SpikeFormat.read(bytes)).hasMessageContaining("but there are no spikes");
    }

    @Property(tries = 300)
    void bytes_gone_wrong_are_read_or_refused_but_never_break_the_reader(
            @ForAll @IntRange(min = 0, max = 5000) int where, @ForAll byte instead) {
        byte[] bytes = text().getBytes(US_ASCII);
        bytes[where % bytes.length] = instead;
        try {
            assertThat(SpikeFormat.read(bytes).spikes()).hasSize(2);
        } catch (SpikeFormatException e) {
            assertThat(e).message().isNotEmpty();
        }
    }

    @Test
    void the_longest_result_is_within_the_stated_size() {
        double sevenDigits = 1234567.8901234567;
        Spike wordy = new Spike(1 / sevenDigits, -sevenDigits, -1 / sevenDigits, 8192, sevenDigits, 1, 8191);
        SpikeList list = new SpikeList(
                SpikeLists.PIECE, wordy, Collections.nCopies(2 * SpikeList.MOST_SPIKES_OF_A_LENGTH, wordy), true);
        assertThat(SpikeFormat.bytes(list)).hasSizeLessThan(SpikeFormat.MOST_BYTES * 2 / SearchParameters.MOST_LENGTHS);
    }

    private static void assertRefused(String part, String instead, String message) {
        String text = text();
        int at = text.lastIndexOf(part);
        String changed = text.substring(0, at) + instead + text.substring(at + part.length());
        assertThatThrownBy(() -> SpikeFormat.read(changed.getBytes(US_ASCII)))
                .isInstanceOf(SpikeFormatException.class)
                .hasMessageContaining(message);
    }

    private static String text() {
        return new String(SpikeFormat.bytes(SpikeLists.of(List.of(SECOND, BEST))), US_ASCII);
    }
}
