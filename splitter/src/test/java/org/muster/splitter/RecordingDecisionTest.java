package org.muster.splitter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.science.database.FixedCut;
import org.muster.science.database.RecordingRow;
import org.muster.science.database.RecordingState;
import org.muster.science.filterbank.CutPlan;
import org.muster.science.filterbank.CutSettings;
import org.muster.science.recording.RecordingScan;
import org.muster.science.recording.RecordingScanner;
import org.muster.science.recording.SampleRecordings;
import org.muster.splitter.RecordingDecision.Begin;
import org.muster.splitter.RecordingDecision.SetAside;

class RecordingDecisionTest {
    private static final CutSettings SETTINGS = new CutSettings(4096, 65536);
    private static final CutPlan ARECIBO_PLAN = new CutPlan(4, 4, 512, 384, 976);

    @TempDir
    static Path directory;

    private static RecordingScan whole;
    private static RecordingScan cutShort;

    @BeforeAll
    static void scan() throws IOException {
        whole = scan(SampleRecordings.arecibo());
        byte[] bytes = Files.readAllBytes(SampleRecordings.arecibo());
        cutShort = scan(Files.write(directory.resolve("short.raw"), Arrays.copyOf(bytes, bytes.length - 1000)));
    }

    @Test
    void a_usable_recording_is_cut_and_its_oddities_are_told() {
        assertThat(RecordingDecision.decide(fresh(), whole, SETTINGS)).isInstanceOfSatisfying(Begin.class, begin -> {
            assertThat(begin.plan()).isEqualTo(ARECIBO_PLAN);
            assertThat(begin.end()).isEqualTo(RecordingState.SPLIT);
            assertThat(begin.message()).contains("CHAN_BW");
        });
    }

    @Test
    void a_damaged_recording_is_cut_short_and_the_damage_is_named() {
        assertThat(RecordingDecision.decide(fresh(), cutShort, SETTINGS)).isInstanceOfSatisfying(Begin.class, begin -> {
            assertThat(begin.plan().subBandSamples()).isEqualTo((3 * 960 + 64) / 4);
            assertThat(begin.end()).isEqualTo(RecordingState.CUT_SHORT);
            assertThat(begin.message())
                    .isEqualTo("cut short after block 3. Block 4: its samples are cut off: 16,384 bytes expected,"
                            + " 15,384 there, 1,000 missing");
        });
    }

    @Test
    void a_recording_without_a_whole_block_is_refused_with_the_block_and_the_bytes_missing() throws IOException {
        assertThat(RecordingDecision.decide(fresh(), scan(SampleRecordings.greenBankCutOff()), SETTINGS))
                .isEqualTo(new SetAside(
                        RecordingState.REFUSED,
                        "block 1: its samples are cut off: 132,186,112 bytes expected, 7,920 there,"
                                + " 132,178,192 missing"));
        assertThat(RecordingDecision.decide(fresh(), scan(SampleRecordings.greenBankHeaderOnly()), SETTINGS))
                .isEqualTo(new SetAside(
                        RecordingState.REFUSED,
                        "block 1: its samples are cut off: 134,217,728 bytes expected, 0 there, 134,217,728 missing"));
    }

    @Test
    void a_recording_that_is_half_cut_keeps_its_cut_whatever_the_settings_say_now() {
        RecordingRow begun = begun(whole.digest());

        assertThat(RecordingDecision.decide(begun, whole, new CutSettings(1, 1024)))
                .isInstanceOfSatisfying(
                        Begin.class, begin -> assertThat(begin.plan()).isEqualTo(ARECIBO_PLAN));
    }

    @Test
    void a_file_that_changed_after_cutting_began_is_blocked() throws IOException {
        for (RecordingScan changed : new RecordingScan[] {cutShort, scan(SampleRecordings.greenBankCutOff())}) {
            assertThat(RecordingDecision.decide(begun(whole.digest()), changed, SETTINGS))
                    .isInstanceOfSatisfying(SetAside.class, aside -> {
                        assertThat(aside.state()).isEqualTo(RecordingState.BLOCKED);
                        assertThat(aside.reason()).contains("no longer the one").contains(changed.digest());
                    });
        }
    }

    @Test
    void a_recording_shorter_than_a_piece_is_refused() throws IOException {
        byte[] oneBlock = Arrays.copyOf(Files.readAllBytes(SampleRecordings.arecibo()), 22784);
        String text = new String(oneBlock, 0, 6400, US_ASCII)
                .replace("BLOCSIZE=                16384", "BLOCSIZE=                 8176");
        System.arraycopy(text.getBytes(US_ASCII), 0, oneBlock, 0, 6400);
        RecordingScan tiny = scan(Files.write(directory.resolve("tiny.raw"), Arrays.copyOf(oneBlock, 6400 + 8176)));

        assertThat(RecordingDecision.decide(fresh(), tiny, SETTINGS)).isInstanceOfSatisfying(SetAside.class, aside -> {
            assertThat(aside.state()).isEqualTo(RecordingState.REFUSED);
            assertThat(aside.reason()).startsWith("it is too short: 511 samples in a channel, a piece needs 512");
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "2, 8", "3, 16"})
    void a_recording_that_cannot_be_read_is_tried_again_after_a_growing_pause(int failedBefore, int seconds) {
        assertThat(RetryDecision.decide(failedBefore)).isEqualTo(new RetryDecision.TryAgain(seconds));
    }

    @ParameterizedTest
    @CsvSource({"4", "5", "400"})
    void and_left_to_an_operator_after_five_times(int failedBefore) {
        assertThat(RetryDecision.decide(failedBefore)).isEqualTo(new RetryDecision.GiveUp());
    }

    private static RecordingScan scan(Path path) throws IOException {
        return new RecordingScanner(() -> {}).scan(path);
    }

    private static RecordingRow fresh() {
        return row(RecordingState.NEW, Optional.empty(), Optional.empty());
    }

    private static RecordingRow begun(String digest) {
        return row(RecordingState.SPLITTING, Optional.of(digest), Optional.of(new FixedCut(4, 512, 384, 32)));
    }

    private static RecordingRow row(RecordingState state, Optional<String> digest, Optional<FixedCut> cut) {
        return new RecordingRow(1, "tape", Path.of("tape.raw"), state, "", digest, cut, 0);
    }
}
