package org.muster.science.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.science.recording.Verdict.CutShort;
import org.muster.science.recording.Verdict.Refused;
import org.muster.science.recording.Verdict.Usable;

class RecordingScannerTest {
    private static final SampleLayout LAYOUT = new SampleLayout(2, 2, 2 * 4 * 100, 10);

    @TempDir
    Path directory;

    private final NoiseRecording noise = new NoiseRecording(LAYOUT, true, 4);

    @Test
    void the_arecibo_recording_is_usable_and_its_disagreeing_headers_are_noted() throws IOException {
        RecordingScan scan = scan(SampleRecordings.arecibo());

        assertThat(scan.verdict()).isEqualTo(new Usable(4));
        assertThat(scan.notes())
                .singleElement()
                .asString()
                .contains("CHAN_BW is 3.125 MHz")
                .contains("2.5E-4 MHz");
        BlockHeader header = scan.header().orElseThrow();
        assertThat(header.headerBytes()).isEqualTo(6400);
        assertThat(header.layout()).isEqualTo(new SampleLayout(4, 2, 16384, 64));
        assertThat(header.band()).isEqualTo(new RadioBand(356.6875, 0.001, 0.004));
        assertThat(header.observation().telescope()).isEqualTo("Arecibo");
        assertThat(header.observation().source()).isEqualTo("J1810+1744");
        assertThat(header.startUnixSeconds()).as("2018-01-14T14:11:33Z").isEqualTo(1515939093);
        assertThat(scan.samples()).isEqualTo(4 * 960 + 64);
        assertThat(scan.missingSamples(0, scan.samples())).isZero();
    }

    @Test
    void a_first_block_that_is_cut_off_is_refused_with_the_bytes_that_are_missing() throws IOException {
        RecordingScan scan = scan(SampleRecordings.greenBankCutOff());

        assertThat(scan.verdict())
                .isEqualTo(new Refused("block 1: its samples are cut off: 132,186,112 bytes expected, 7,920 there,"
                        + " 132,178,192 missing"));
        assertThat(scan.blocks()).isEmpty();
        assertThat(scan.header()).isEmpty();
    }

    @Test
    void a_header_without_samples_is_refused_with_the_bytes_that_are_missing() throws IOException {
        assertThat(scan(SampleRecordings.greenBankHeaderOnly()).verdict())
                .isEqualTo(new Refused("block 1: its samples are cut off: 134,217,728 bytes expected, 0 there,"
                        + " 134,217,728 missing"));
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        assertThat(scan(new byte[0]).verdict()).isEqualTo(new Refused("the file is empty"));
    }

    @Test
    void a_missing_file_is_a_read_error_and_no_verdict() {
        assertThatThrownBy(() -> scan(directory.resolve("nowhere.raw"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void what_the_writer_wrote_is_usable_and_says_the_same() throws IOException {
        RecordingScan scan = scan(noise.file(0, 1, 2, 3));

        assertThat(scan.verdict()).isEqualTo(new Usable(4));
        assertThat(scan.notes()).isEmpty();
        BlockHeader header = scan.header().orElseThrow();
        assertThat(header.headerBytes() % 512).isZero();
        assertThat(header.layout()).isEqualTo(LAYOUT);
        assertThat(header.band()).isEqualTo(NoiseRecording.BAND);
        assertThat(header.observation()).isEqualTo(NoiseRecording.OBSERVATION);
        assertThat(scan.samples()).isEqualTo(4 * 90 + 10);
    }

    @Test
    void a_file_cut_at_any_byte_gives_the_whole_blocks_before_the_cut() throws IOException {
        byte[] whole = noise.file(0, 1, 2);
        int blockBytes = whole.length / 3;
        for (int length = 0; length < whole.length; length += 37) {
            int blocks = length / blockBytes;
            Verdict verdict = scan(Arrays.copyOf(whole, length)).verdict();
            if (length % blockBytes == 0 && blocks > 0) {
                assertThat(verdict).isEqualTo(new Usable(blocks));
            } else if (blocks > 0) {
                assertThat(verdict).isInstanceOfSatisfying(CutShort.class, cut -> {
                    assertThat(cut.usableBlocks()).isEqualTo(blocks);
                    assertThat(cut.damage().block()).isEqualTo(blocks + 1);
                    assertThat(cut.damage().bytesMissing()).isPositive();
                });
            } else {
                assertThat(verdict).isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void a_cut_in_the_samples_counts_the_bytes_that_are_missing_exactly() throws IOException {
        byte[] whole = noise.file(0, 1);

        assertThat(scan(Arrays.copyOf(whole, whole.length - 123)).verdict())
                .isEqualTo(new CutShort(1, Damage.cutOff(2, "samples", 800, 677)));
    }

    @Test
    void lost_blocks_leave_a_gap_in_time() throws IOException {
        RecordingScan scan = scan(noise.file(0, 3));

        assertThat(scan.verdict()).isEqualTo(new Usable(2));
        assertThat(scan.samples()).isEqualTo(370);
        assertThat(scan.missingSamples(0, 370)).isEqualTo(170);
        assertThat(scan.missingSamples(90, 110)).isEqualTo(10);
        assertThat(scan.missingSamples(100, 270)).isEqualTo(170);
        assertThat(scan.missingSamples(300, 370)).isZero();
        assertThat(scan.missingSamples(360, 380)).isEqualTo(10);
    }

    @Test
    void a_blank_block_ends_the_recording() throws IOException {
        byte[] file = noise.file(0, 1, 2);
        int blockBytes = file.length / 3;
        Arrays.fill(file, 2 * blockBytes - 800, 2 * blockBytes, (byte) 0);

        assertThat(scan(file).verdict())
                .isEqualTo(new CutShort(1, Damage.wrong(2, "it is blank: all its 800 bytes of samples are the same")));

        Arrays.fill(file, blockBytes - 800, blockBytes, (byte) 0);
        assertThat(scan(file).verdict())
                .isEqualTo(new Refused("block 1: it is blank: all its 800 bytes of samples are the same"));
    }

    @Test
    void a_block_that_goes_back_in_time_ends_the_recording() throws IOException {
        assertThat(scan(noise.file(0, 2, 1)).verdict())
                .isEqualTo(new CutShort(2, Damage.wrong(3, "PKTIDX goes from 180 to 90; time cannot run backwards")));
    }

    @Test
    void a_block_far_in_the_future_ends_the_recording() throws IOException {
        byte[] file = with(noise.file(0, 1), 2, "PKTIDX", "900000000");

        assertThat(scan(file).verdict())
                .isEqualTo(new CutShort(
                        1, Damage.wrong(2, "PKTIDX jumps from 0 to 900000000, that is more than 1000 lost blocks")));
    }

    @ParameterizedTest
    @CsvSource({
        "OBSNCHAN, 1, layout differs",
        "OVERLAP, 11, layout differs",
        "OBSFREQ, 1421, band differs",
        "OBSBW, -0.002, band differs",
        "TBIN, 0.002, band differs",
        "BLOCSIZE, 2147483640, layout differs",
        "PKTSIZE, 16, packets"
    })
    void a_block_that_disagrees_with_the_first_ends_the_recording(String keyword, String value, String reason)
            throws IOException {
        assertThat(scan(with(noise.file(0, 1), 2, keyword, value)).verdict())
                .isInstanceOfSatisfying(CutShort.class, cut -> {
                    assertThat(cut.usableBlocks()).isEqualTo(1);
                    assertThat(cut.damage().message()).startsWith("block 2: ").contains(reason);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "NBITS, 4, only 8-bit",
        "NBITS, eight, not a number",
        "OBSNCHAN, 0, must lie between 1",
        "OBSNCHAN, 1e300, not a whole number",
        "OBSNCHAN, 2.5, not a whole number",
        "OBSNCHAN, 3, not a multiple",
        "NPOL, 3, must be 1",
        "NPOL, -4, must lie between",
        "BLOCSIZE, 0, must lie between",
        "BLOCSIZE, -16, must lie between",
        "BLOCSIZE, 999999999999, must lie between",
        "BLOCSIZE, '', no BLOCSIZE card",
        "OVERLAP, 100, OVERLAP is 100 in a block of 100",
        "OVERLAP, -1, OVERLAP is -1",
        "TBIN, 0, must lie between",
        "TBIN, NaN, no usable number",
        "TBIN, Infinity, no usable number",
        "OBSBW, 0, must not be 0",
        "OBSFREQ, -1, must lie between",
        "PKTIDX, -5, must not be negative"
    })
    void an_absurd_header_value_is_refused_by_name(String keyword, String value, String reason) throws IOException {
        assertThat(scan(with(noise.file(0, 1), 1, keyword, value)).verdict())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("block 1: ")
                                .contains(keyword)
                                .contains(reason));
    }

    @Test
    void one_polarization_is_read_as_one() throws IOException {
        RecordingScan scan = scan(with(noise.file(0), 1, "NPOL", "1"));

        assertThat(scan.header().orElseThrow().layout().polarizations()).isEqualTo(1);
        assertThat(scan.header().orElseThrow().layout().samplesPerBlock()).isEqualTo(200);
    }

    @Test
    void without_packet_numbers_the_blocks_follow_each_other() throws IOException {
        byte[] file = with(with(noise.file(0, 3), 2, "PKTIDX", ""), 1, "PKTIDX", "");
        RecordingScan scan = scan(file);

        assertThat(scan.verdict()).isEqualTo(new Usable(2));
        assertThat(scan.samples()).isEqualTo(190);
        assertThat(scan.notes()).singleElement().asString().contains("without a gap");
    }

    @Test
    void files_of_anything_end_with_a_verdict() throws IOException {
        Random random = new Random(11);
        byte[] good = noise.file(0, 1, 2);
        for (int round = 0; round < 300; round++) {
            byte[] file = good.clone();
            for (int change = 0; change < 1 + random.nextInt(20); change++) {
                file[random.nextInt(file.length)] =
                        (byte) (round % 2 == 0 ? random.nextInt() : '0' + random.nextInt(10));
            }
            RecordingScan scan = scan(file);
            assertThat(scan.blocks()).hasSizeLessThanOrEqualTo(3);
            assertThat(scan.verdict() instanceof Refused)
                    .isEqualTo(scan.blocks().isEmpty());
        }
        byte[] garbage = new byte[100_000];
        random.nextBytes(garbage);
        assertThat(scan(garbage).verdict()).isInstanceOf(Refused.class);
        Arrays.fill(garbage, (byte) ' ');
        assertThat(scan(garbage).verdict()).isInstanceOf(Refused.class);
        assertThat(scan("KEY     = 1".concat(" ".repeat(69)).repeat(4000).getBytes(US_ASCII))
                        .verdict())
                .isEqualTo(new Refused("block 1: its header has no END within 2048 cards"));
    }

    @Test
    void the_digest_is_that_of_the_usable_blocks() throws IOException {
        byte[] three = noise.file(0, 1, 2);

        String two = scan(noise.file(0, 1)).digest();
        assertThat(scan(Arrays.copyOf(three, three.length - 1)).digest())
                .isEqualTo(two)
                .hasSize(64);
        assertThat(scan(three).digest()).isNotEqualTo(two);
    }

    private RecordingScan scan(byte[] bytes) throws IOException {
        return scan(Files.write(directory.resolve("recording.raw"), bytes));
    }

    private static RecordingScan scan(Path path) throws IOException {
        return new RecordingScanner(() -> {}).scan(path);
    }

    /** Another value in a card of one block, counted from 1; an empty value takes the card's keyword away. */
    private static byte[] with(byte[] file, int block, String keyword, String value) {
        byte[] changed = file.clone();
        String text = new String(file, ISO_8859_1);
        String search = String.format("%-8s= ", keyword);
        int at = -1;
        for (int i = 0; i < block; i++) {
            at = text.indexOf(search, at + 1);
        }
        String card = value.isEmpty() ? "COMMENT" : search + String.format("%20s", value);
        byte[] padded = String.format("%-80s", card).getBytes(US_ASCII);
        System.arraycopy(padded, 0, changed, at, padded.length);
        return changed;
    }
}
