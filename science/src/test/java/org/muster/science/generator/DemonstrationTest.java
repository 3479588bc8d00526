package org.muster.science.generator;

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
import org.muster.science.piece.Piece;
import org.muster.science.recording.RecordingScan;
import org.muster.science.recording.RecordingScanner;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SpikeSearch;
import org.muster.science.signals.InjectedSignal;
import org.muster.science.signals.SignalFinder;
import org.muster.science.signals.SignalTable;
import org.muster.science.spikes.SpikeList;

/** The whole science of the demonstration without the project between: made, cut, searched, compared. */
class DemonstrationTest {
    @TempDir
    Path directory;

    @Test
    void every_signal_that_was_put_in_is_found_and_nothing_else() throws IOException {
        Path file = directory.resolve("demonstration.raw");
        List<InjectedSignal> injected = RecordingGenerator.write(GeneratedRecording.demonstration(1), file);

        List<SpikeList> results = searched(file);
        SignalTable table = SignalTable.compare(injected, SignalFinder.find(results));

        assertThat(results).hasSize(32);
        assertThat(table.rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.detected()).isPresent());
        assertThat(table.unexplained()).isEmpty();
    }

    private static List<SpikeList> searched(Path file) throws IOException {
        RecordingScan scan = new RecordingScanner(() -> {}).scan(file);
        CutPlan plan = CutPlan.of(scan.header().orElseThrow(), scan.samples(), new CutSettings(4096, 65536))
                .orElseThrow();
        PieceCutter cutter = new PieceCutter("demonstration", scan, plan, () -> {});
        List<Piece> pieces = new ArrayList<>();
        for (int piece = 0; piece < plan.pieces(); piece += plan.subBands()) {
            pieces.addAll(cutter.cut(piece, plan.subBands()).values());
        }
        return pieces.parallelStream()
                .map(piece -> SpikeSearch.of(piece).run(SearchListener.NONE))
                .toList();
    }
}
