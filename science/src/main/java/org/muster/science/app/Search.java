package org.muster.science.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceFormat;
import org.muster.science.piece.PieceHeader;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SearchState;
import org.muster.science.search.SpikeSearch;
import org.muster.science.spikes.SpikeList;

/** The work of a task, between the file that comes in and the spikes that go out. */
record Search(Checkpoint checkpoint, TaskControl control, DoubleSupplier cpuSeconds, TaskLog log) {

    /**
     * Searches a piece, from the last checkpoint on if there is one that fits.
     *
     * @param checkpointPeriod how long to wait at least between checkpoints
     * @throws IOException when the piece cannot be read
     * @throws TaskStoppedException when the task has to stop before the end
     */
    SpikeList search(Path pieceFile, Duration checkpointPeriod) throws IOException {
        Piece piece = read(pieceFile);
        describe(piece.header());
        SpikeSearch search = begin(piece);
        return search.run(new SearchListener() {
            private long lastCheckpoint = System.nanoTime();

            @Override
            public void progress(double fraction) {
                control.step(fraction);
            }

            @Override
            public void driftRateDone(SearchState state) {
                if (System.nanoTime() - lastCheckpoint >= checkpointPeriod.toNanos()) {
                    save(state);
                    lastCheckpoint = System.nanoTime();
                }
            }
        });
    }

    static Piece read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return PieceFormat.read(in);
        }
    }

    private SpikeSearch begin(Piece piece) {
        try {
            SearchState state = checkpoint.read().orElse(null);
            if (state != null) {
                SpikeSearch resumed = SpikeSearch.resumed(piece, state);
                log.line("goes on after " + state.driftRatesDone() + " drift rates, from its checkpoint");
                return resumed;
            }
        } catch (IOException | IllegalArgumentException e) {
            log.line("starts from the beginning, because its checkpoint cannot be used: " + e.getMessage());
        }
        return SpikeSearch.of(piece);
    }

    private void save(SearchState state) {
        try {
            checkpoint.write(state);
            control.checkpointWritten(cpuSeconds.getAsDouble());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint", e);
        }
    }

    private void describe(PieceHeader piece) {
        log.line(String.format(
                Locale.ROOT,
                "searches %s: %d samples of %d polarizations around %.6f MHz, %d drift rates, transforms of %s, from"
                        + " %.3f times the noise on",
                piece.workunitName(),
                piece.sampleCount(),
                piece.polarizations(),
                piece.centreFrequency() / 1e6,
                piece.search().driftRates().size(),
                piece.search().transformLengths(),
                piece.search().threshold()));
    }
}
