package org.muster.science.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.science.filterbank.CutPlan;
import org.muster.science.filterbank.CutSettings;
import org.muster.science.filterbank.PieceCutter;
import org.muster.science.generator.GeneratedRecording;
import org.muster.science.generator.RecordingGenerator;
import org.muster.science.piece.Piece;
import org.muster.science.recording.Observation;
import org.muster.science.recording.RadioBand;
import org.muster.science.recording.RecordingScan;
import org.muster.science.recording.RecordingScanner;
import org.muster.science.recording.SampleLayout;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SpikeSearch;
import org.muster.science.spikes.Spike;
import org.muster.science.spikes.SpikeList;

/** A small recording from the file to the table: two channels of 4096 Hz, cut into eight sub-bands of 1024 Hz. */
class WholeRecordingTest {
    private static final double CENTRE = 100e6;
    private static final double EDGE_OF_SUB_BANDS = CENTRE - 1024;

    @TempDir
    Path directory;

    @Test
    void what_was_put_into_a_recording_is_found_in_its_pieces_and_nothing_else() throws IOException {
        List<InjectedSignal> signals = List.of(
                InjectedSignal.carrier(CENTRE - 3300.4, 0.25),
                InjectedSignal.driftingCarrier(CENTRE + 700, 1.2, 0.25),
                InjectedSignal.pulsedTone(CENTRE + 2900, 0, 1, 0.25, 0.6));
        SignalTable table = SignalTable.compare(signals, SignalFinder.find(results(signals)));
        assertThat(table.allFound()).as(() -> table.text(0)).isTrue();
        assertThat(table.unexplained()).as(() -> table.text(0)).isEmpty();
    }

    @Test
    void a_signal_at_the_edge_of_a_sub_band_is_one_signal_and_its_images_are_none() throws IOException {
        for (double beyond : new double[] {-60, 0.2, 60}) {
            List<InjectedSignal> signals = List.of(InjectedSignal.carrier(EDGE_OF_SUB_BANDS + beyond, 0.4));
            List<SpikeList> results = results(signals);
            assertThat(results.stream().flatMap(list -> list.spikes().stream()).mapToDouble(Spike::frequency))
                    .anyMatch(frequency -> Math.abs(frequency - EDGE_OF_SUB_BANDS) > 500);

            SignalTable table = SignalTable.compare(signals, SignalFinder.find(results));
            assertThat(table.allFound()).as(() -> table.text(0)).isTrue();
            assertThat(table.unexplained()).as(() -> table.text(0)).isEmpty();
        }
    }

    private List<SpikeList> results(List<InjectedSignal> signals) throws IOException {
        GeneratedRecording recording = new GeneratedRecording(
                4,
                new SampleLayout(2, 2, 2 * 4 * 10_000, 100),
                new RadioBand(CENTRE / 1e6, 2 * 4096 / 1e6, 1 / 4096.0),
                new Observation("telescope", "source", 1_600_000_000, 0, 0),
                2,
                signals);
        Path file = directory.resolve("recording" + signals.hashCode() + ".raw");
        RecordingGenerator.write(recording, file);
        RecordingScan scan = new RecordingScanner(() -> {}).scan(file);
        CutPlan plan = CutPlan.of(scan.header().orElseThrow(), scan.samples(), new CutSettings(1024, 2048))
                .orElseThrow();
        PieceCutter cutter = new PieceCutter("recording", scan, plan, () -> {});
        List<SpikeList> results = new ArrayList<>();
        for (int first = 0; first < plan.pieces(); first += plan.piecesToFilterTogether(first)) {
            for (Piece piece :
                    cutter.cut(first, plan.piecesToFilterTogether(first)).values()) {
                results.add(SpikeSearch.of(piece).run(SearchListener.NONE));
            }
        }
        return results;
    }
}
