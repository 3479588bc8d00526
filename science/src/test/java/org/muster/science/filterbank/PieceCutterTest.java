package org.muster.science.filterbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.science.generator.GeneratedRecording;
import org.muster.science.generator.RecordingGenerator;
import org.muster.science.piece.Piece;
import org.muster.science.recording.Observation;
import org.muster.science.recording.RadioBand;
import org.muster.science.recording.RecordingScan;
import org.muster.science.recording.RecordingScanner;
import org.muster.science.recording.RecordingWriter;
import org.muster.science.recording.SampleLayout;
import org.muster.science.recording.SampleRecordings;
import org.muster.science.recording.Verdict;
import org.muster.science.signals.InjectedSignal;

class PieceCutterTest {
    private static final double RATE = 4096;
    private static final SampleLayout LAYOUT = new SampleLayout(2, 2, 2 * 4 * 10_000, 100);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void a_tone_is_found_in_the_piece_and_at_the_frequency_that_the_header_says(double sign) throws IOException {
        for (double frequency : new double[] {100e6 - 3900, 100e6 - 700, 100e6 + 300, 100e6 + 3500}) {
            List<Piece> pieces = pieces(generated(sign, List.of(InjectedSignal.carrier(frequency, 1))));
            List<Double> found = new ArrayList<>();
            for (Piece piece : pieces) {
                double offset = frequency - piece.header().centreFrequency();
                if (Math.abs(offset) < 0.45 * piece.header().sampleRate()) {
                    found.add(strongest(piece));
                } else if (Math.abs(offset) > 0.75 * piece.header().sampleRate()) {
                    assertThat(share(piece, strongest(piece)))
                            .as("a piece of another sub-band has no tone")
                            .isLessThan(0.02);
                }
            }
            assertThat(found).isNotEmpty().allSatisfy(value -> assertThat(value).isCloseTo(frequency, within(0.5)));
        }
    }

    @Test
    void the_sub_bands_tile_the_recording() throws IOException {
        List<Piece> pieces = pieces(generated(1, List.of()));
        for (Piece piece : pieces) {
            assertThat(piece.header().sampleRate()).isEqualTo(1024);
            assertThat(piece.header().centreFrequency())
                    .isEqualTo(100e6 - 4096 + 512 + 1024 * piece.header().subBand());
            assertThat(piece.header().startTime())
                    .isEqualTo(1_600_000_000 + piece.header().startSample() / 1024.0);
        }
        assertThat(pieces)
                .extracting(piece -> piece.header().workunitName())
                .contains("tones.s0003.t001")
                .doesNotHaveDuplicates();
    }

    @Test
    void pieces_of_noise_have_the_statistics_of_noise() throws IOException {
        int bins = 0;
        int above = 0;
        for (Piece piece : pieces(generated(1, List.of()))) {
            int count = piece.header().sampleCount();
            for (int polarization = 0; polarization < 2; polarization++) {
                double[] power = spectrum(piece, polarization);
                double mean = Arrays.stream(power).average().orElseThrow();
                // Mean power of a sample: twice the square of the level of one part.
                assertThat(mean / count).isCloseTo(2 * Quantizer.LEVELS * Quantizer.LEVELS, within(20.0));
                bins += count;
                above += (int)
                        Arrays.stream(power).filter(value -> value > 5 * mean).count();
            }
        }
        double expected = bins * Math.exp(-5);
        assertThat((double) above).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }

    @Test
    void a_piece_is_the_same_whether_it_is_cut_alone_or_with_others() throws IOException {
        RecordingScan scan = generated(1, List.of());
        CutPlan plan = plan(scan);
        SortedMap<Integer, Piece> together = cutter(scan, plan).cut(4, 4);
        SortedMap<Integer, Piece> alone = new TreeMap<>();
        for (int piece = 4; piece < 8; piece++) {
            alone.putAll(cutter(scan, plan).cut(piece, 1));
        }

        assertThat(together).hasSize(4).isEqualTo(alone);
    }

    @Test
    void the_arecibo_recording_is_cut_into_32_pieces() throws IOException {
        RecordingScan scan = new RecordingScanner(() -> {}).scan(SampleRecordings.arecibo());
        List<Piece> pieces = pieces(scan);

        assertThat(pieces).hasSize(32).allSatisfy(piece -> {
            assertThat(piece.header().sampleRate()).isEqualTo(62.5);
            assertThat(piece.header().sampleCount()).isEqualTo(512);
            assertThat(piece.header().centreFrequency()).isBetween(356.687e6, 356.688e6);
        });
    }

    @Test
    void a_piece_that_lost_blocks_left_too_empty_is_not_made() throws IOException {
        RecordingScan scan = handmade(0, 1, 2, 3, 7, 8, 9, 10, 11);
        assertThat(scan.verdict()).isEqualTo(new Verdict.Usable(9));
        CutPlan plan = CutPlan.of(scan.header().orElseThrow(), scan.samples(), new CutSettings(1024, 512))
                .orElseThrow();
        int made = 0;
        for (int piece = 0; piece < plan.pieces(); piece++) {
            long start = plan.segmentStart(plan.place(piece).segment()) * plan.subBands();
            boolean whole = start + 512L * plan.subBands() <= 4000 || start >= 7000;
            SortedMap<Integer, Piece> cut = cutter(scan, plan).cut(piece, 1);
            assertThat(cut.isEmpty()).isEqualTo(!whole);
            made += cut.size();
        }
        assertThat(made).isBetween(1, plan.pieces() - 1);
    }

    @Test
    void a_dead_polarization_is_left_out() throws IOException {
        assertThat(pieces(handmade(-1))).isNotEmpty().allSatisfy(piece -> {
            assertThat(piece.header().polarizations()).isEqualTo(1);
            double square = 0;
            for (byte sample : piece.samples()) {
                square += sample * sample;
            }
            assertThat(Math.sqrt(square / piece.samples().length)).isCloseTo(Quantizer.LEVELS, within(0.1));
        });
    }

    /** Blocks of 1000 samples at these places; a negative place stands for twelve blocks without a second polarization. */
    private RecordingScan handmade(int... places) throws IOException {
        SampleLayout layout = new SampleLayout(1, 2, 4 * 1000, 0);
        Random random = new Random(5);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean dead = places[0] < 0;
        int[] blocks = dead ? IntStream.range(0, 12).toArray() : places;
        try (RecordingWriter writer = new RecordingWriter(
                out, layout, new RadioBand(100, RATE / 1e6, 1 / RATE), new Observation("t", "s", 1e9, 0, 0), false)) {
            for (int block : blocks) {
                byte[] samples = new byte[layout.blockBytes()];
                random.nextBytes(samples);
                for (int i = 0; dead && i < samples.length; i++) {
                    samples[i] = i % 4 < 2 ? samples[i] : 0;
                }
                writer.write(block * 1000L, samples);
            }
        }
        return new RecordingScanner(() -> {}).scan(Files.write(directory.resolve("handmade.raw"), out.toByteArray()));
    }

    private RecordingScan generated(double sign, List<InjectedSignal> signals) throws IOException {
        GeneratedRecording recording = new GeneratedRecording(
                4,
                LAYOUT,
                new RadioBand(100, sign * 2 * RATE / 1e6, 1 / RATE),
                new Observation("telescope", "source", 1_600_000_000, 0, 0),
                2,
                signals);
        Path file = directory.resolve("generated" + recording.hashCode() + ".raw");
        RecordingGenerator.write(recording, file);
        return new RecordingScanner(() -> {}).scan(file);
    }

    private static CutPlan plan(RecordingScan scan) {
        return CutPlan.of(scan.header().orElseThrow(), scan.samples(), new CutSettings(1024, 2048))
                .orElseThrow();
    }

    private static PieceCutter cutter(RecordingScan scan, CutPlan plan) {
        return new PieceCutter("tones", scan, plan, () -> {});
    }

    private static List<Piece> pieces(RecordingScan scan) throws IOException {
        CutPlan plan = plan(scan);
        List<Piece> pieces = new ArrayList<>();
        for (int piece = 0; piece < plan.pieces(); piece += plan.piecesToFilterTogether(piece)) {
            pieces.addAll(cutter(scan, plan)
                    .cut(piece, plan.piecesToFilterTogether(piece))
                    .values());
        }
        return pieces;
    }

    /** The sky frequency of the strongest bin of the first polarization. */
    private static double strongest(Piece piece) {
        double[] power = spectrum(piece, 0);
        int best = 0;
        for (int bin = 1; bin < power.length; bin++) {
            best = power[bin] > power[best] ? bin : best;
        }
        int signed = best < power.length / 2 ? best : best - power.length;
        return piece.header().centreFrequency() + signed * piece.header().sampleRate() / power.length;
    }

    /** The share of the piece's whole power that is in one bin. */
    private static double share(Piece piece, double frequency) {
        double[] power = spectrum(piece, 0);
        double bin =
                (frequency - piece.header().centreFrequency()) / piece.header().sampleRate() * power.length;
        return power[(int) Math.floorMod(Math.round(bin), (long) power.length)]
                / Arrays.stream(power).sum();
    }

    private static double[] spectrum(Piece piece, int polarization) {
        int count = piece.header().sampleCount();
        double[] real = new double[count];
        double[] imaginary = new double[count];
        for (int i = 0; i < count; i++) {
            real[i] = piece.samples()[4 * i + 2 * polarization];
            imaginary[i] = piece.samples()[4 * i + 2 * polarization + 1];
        }
        new FourierTransform(count).transform(real, imaginary);
        double[] power = new double[count];
        for (int i = 0; i < count; i++) {
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
        return power;
    }
}
