package org.muster.science.piece;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PieceFormatTest {
    private static final SearchParameters SEARCH = new SearchParameters(List.of(-0.5, 0.0, 0.5), List.of(8, 16), 20.0);

    @Property(tries = 100)
    void a_piece_reads_back_as_it_was_written(
            @ForAll @IntRange(min = 16, max = 300) int sampleCount,
            @ForAll @IntRange(min = 1, max = 2) int polarizations,
            @ForAll long seed)
            throws IOException {
        Piece piece = piece(sampleCount, polarizations, seed);
        assertThat(read(PieceFormat.bytes(piece))).isEqualTo(piece);
        assertThat(PieceFormat.bytes(piece)).isEqualTo(PieceFormat.bytes(read(PieceFormat.bytes(piece))));
    }

    @Test
    void the_header_is_text_that_a_person_can_read() {
        byte[] bytes = PieceFormat.bytes(piece(16, 2, 1));
        assertThat(new String(bytes, 0, bytes.length - 64, US_ASCII)).isEqualTo("""
                muster-piece 1
                workunit: rec_0_0
                recording: rec
                sub-band: 3
                segment: 4
                centre-frequency-hz: 1.4204057517667E9
                sample-rate-hz: 9765.625
                start-sample: 1000000
                start-time-unix-s: 1.6094592001E9
                polarizations: 2
                sample-count: 16
                drift-rates-hz-per-s: -0.5 0.0 0.5
                transform-lengths: 8 16
                threshold: 20.0
                end
                """);
    }

    @Property(tries = 200)
    void a_piece_cut_off_anywhere_is_refused(@ForAll @IntRange(min = 0, max = 10_000) int anywhere) {
        byte[] bytes = PieceFormat.bytes(piece(64, 1, 5));
        byte[] cut = Arrays.copyOf(bytes, anywhere % bytes.length);
        assertThatThrownBy(() -> read(cut)).isInstanceOf(PieceFormatException.class);
    }

    @Test
    void missing_samples_are_counted() {
        byte[] bytes = PieceFormat.bytes(piece(64, 2, 5));
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 100)))
                .isInstanceOf(PieceFormatException.class)
                .hasMessage("the samples of rec_0_0 are cut off: 256 bytes expected, 156 there, 100 missing");
    }

    @Test
    void bytes_after_the_samples_are_refused() {
        byte[] bytes = PieceFormat.bytes(piece(64, 2, 5));
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("more bytes follow the 256 bytes");
    }

    @Test
    void a_bad_header_is_refused_with_its_line() {
        assertRefused("sub-band: 3", "sub-band: three", "'sub-band' is not a number: 'three'");
        assertRefused("sub-band: 3", "sub-band: -3", "sub-band -3 is below 0");
        assertRefused("sub-band: 3", "sub-band: 3\nsub-band: 4", "'sub-band' twice");
        assertRefused("sub-band: 3\n", "", "has no 'sub-band'");
        assertRefused("sub-band: 3", "sub-band=3", "'sub-band=3' is not of the form 'key: value'");
        assertRefused("transform-lengths: 8 16", "transform-lengths: 8 12", "length 12 is not a power of two");
        assertRefused("transform-lengths: 8 16", "transform-lengths: 8 1024", "longer than the piece's 16 samples");
        assertRefused("sample-rate-hz: 9765.625", "sample-rate-hz: NaN", "sample rate NaN");
        assertRefused("sample-count: 16", "sample-count: 2000000000", "more than 67108864 bytes");
        assertRefused("muster-piece 1", "muster-piece 2", "does not start with the line 'muster-piece 1'");
        assertRefused("muster-piece 1", "", "does not start with the line 'muster-piece 1'");
    }

    @Test
    void the_default_search_covers_drifts_around_zero_without_gaps() {
        SearchParameters search = SearchParameters.defaultsFor(1000, 70_000);
        assertThat(search.transformLengths()).containsExactly(1024, 4096, 16384, 65536);
        assertThat(search.driftRates()).hasSize(9).contains(0.0).isSorted();
        double step = 2 / (65.536 * 65.536);
        assertThat(search.driftRates().get(8)).isEqualTo(4 * step);
    }

    private static void assertRefused(String line, String instead, String message) {
        String text = new String(PieceFormat.bytes(piece(16, 1, 5)), java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] bytes = text.replace(line, instead).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(PieceFormatException.class)
                .hasMessageContaining(message);
    }

    private static Piece piece(int sampleCount, int polarizations, long seed) {
        byte[] samples = new byte[2 * polarizations * sampleCount];
        new Random(seed).nextBytes(samples);
        return new Piece(
                new PieceHeader(
                        "rec_0_0",
                        "rec",
                        3,
                        4,
                        1420405751.7667,
                        9765.625,
                        1_000_000,
                        1609459200.1,
                        polarizations,
                        sampleCount,
                        SEARCH),
                samples);
    }

    private static Piece read(byte[] bytes) throws IOException {
        return PieceFormat.read(new ByteArrayInputStream(bytes));
    }
}
