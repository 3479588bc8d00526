package org.muster.science.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FileDigest;
import org.muster.science.filterbank.CutPlan;
import org.muster.science.filterbank.CutSettings;
import org.muster.science.filterbank.PieceCutter;
import org.muster.science.piece.Piece;
import org.muster.science.recording.ChannelReader;
import org.muster.science.recording.ComplexSamples;
import org.muster.science.recording.RecordingScan;
import org.muster.science.recording.RecordingScanner;
import org.muster.science.recording.Verdict;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SpikeSearch;
import org.muster.science.signals.InjectedSignal;
import org.muster.science.spikes.Spike;

class RecordingGeneratorTest {
    private static final CutSettings CUT = new CutSettings(4096, 65536);

    @TempDir
    static Path directory;

    private static List<InjectedSignal> signals;
    private static RecordingScan scan;
    private static CutPlan plan;

    @BeforeAll
    static void generate() throws IOException {
        Path file = directory.resolve("demonstration.raw");
        signals = RecordingGenerator.write(GeneratedRecording.demonstration(1), file);
        scan = new RecordingScanner(() -> {}).scan(file);
        plan = CutPlan.of(scan.header().orElseThrow(), scan.samples(), CUT).orElseThrow();
    }

    @Test
    void the_demonstration_makes_32_pieces_of_16_seconds_with_three_kinds_of_signals() {
        assertThat(scan.verdict()).isEqualTo(new Verdict.Usable(7));
        assertThat(scan.notes()).isEmpty();
        assertThat(plan.pieces()).isEqualTo(32);
        assertThat(plan.segmentSamples()).isEqualTo(16 * 4096);
        assertThat(signals).extracting(InjectedSignal::kind).containsExactly(InjectedSignal.Kind.values());
    }

    @Test
    void the_same_description_gives_the_same_bytes_and_another_seed_others() throws IOException {
        Path again = directory.resolve("again.raw");
        Path other = directory.resolve("other.raw");
        RecordingGenerator.write(GeneratedRecording.demonstration(1), again);
        RecordingGenerator.write(GeneratedRecording.demonstration(2), other);

        assertThat(FileDigest.of(again)).isEqualTo(FileDigest.of(scan.path()));
        assertThat(FileDigest.of(other)).isNotEqualTo(FileDigest.of(scan.path()));
        Files.delete(again);
        Files.delete(other);
    }

    @Test
    void overlaps_repeat_the_block_before() throws IOException {
        byte[] file = Files.readAllBytes(scan.path());
        int blockBytes = file.length / 7;
        int channelBytes = 131584 * 4;
        int headerBytes = blockBytes - 2 * channelBytes;
        for (int block = 1; block < 7; block++) {
            for (int channel = 0; channel < 2; channel++) {
                int at = block * blockBytes + headerBytes + channel * channelBytes;
                int before = at - blockBytes + channelBytes - 512 * 4;
                assertThat(Arrays.equals(file, at, at + 512 * 4, file, before, before + 512 * 4))
                        .isTrue();
            }
        }
    }

    @Test
    void the_noise_has_its_level_in_both_polarizations() throws IOException {
        try (ChannelReader reader = ChannelReader.open(scan)) {
            ComplexSamples samples = reader.read(1, 100_000, 100_000);
            for (float[][] part : List.of(samples.real(), samples.imaginary())) {
                for (float[] values : part) {
                    double square = 0;
                    for (float value : values) {
                        square += value * value;
                    }
                    assertThat(Math.sqrt(square / values.length))
                            .isCloseTo(RecordingGenerator.NOISE_LEVEL, within(0.5));
                }
            }
        }
    }

    @Test
    void each_signal_is_the_best_of_its_piece_at_its_frequency_and_drift() throws IOException {
        for (InjectedSignal signal : signals) {
            Piece piece = pieceOf(signal);
            Spike best = SpikeSearch.of(piece).run(SearchListener.NONE).best();
            double bin = piece.header().sampleRate() / best.transformLength();

            assertThat(best.power()).isGreaterThan(100);
            assertThat(best.frequency()).isCloseTo(signal.frequencyAt(best.time()), within(bin));
            assertThat(best.driftRate()).isCloseTo(signal.driftRate(), within(2 * bin * bin));
        }
    }

    @Test
    void a_signal_outside_the_band_is_refused() {
        GeneratedRecording outside =
                GeneratedRecording.demonstration(1).withSignals(List.of(InjectedSignal.carrier(1.5e9, 0.1)));

        assertThatThrownBy(() -> RecordingGenerator.write(outside, directory.resolve("outside.raw")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the signal at 1.5E9 Hz is outside the recording's band");
    }

    /** The piece of the first segment whose inner part holds the signal. */
    private static Piece pieceOf(InjectedSignal signal) throws IOException {
        for (int number = 0; number < plan.pieces() / 2; number += plan.subBands()) {
            for (Piece piece : new PieceCutter("demonstration", scan, plan, () -> {})
                    .cut(number, plan.subBands())
                    .values()) {
                double offset = Math.abs(signal.frequency() - piece.header().centreFrequency());
                if (offset < 0.4 * piece.header().sampleRate()) {
                    return piece;
                }
            }
        }
        throw new AssertionError(signal + " is too near to the edge of a sub-band");
    }
}
