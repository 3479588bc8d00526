package org.muster.science.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.muster.science.piece.HeaderLines;
import org.muster.science.search.SearchState;
import org.muster.science.spikes.SpikeFormat;

/** The file in the slot directory from which a task goes on that was stopped. */
record Checkpoint(SlotFiles files) {
    static final String FILE = "checkpoint";
    private static final String FIRST_LINE = "muster-checkpoint 1";

    void write(SearchState state) throws IOException {
        byte[] header = (FIRST_LINE + "\ndrift-rates-done: " + state.driftRatesDone() + "\nfound\n").getBytes(US_ASCII);
        byte[] found = SpikeFormat.bytes(state.found());
        byte[] content = new byte[header.length + found.length];
        System.arraycopy(header, 0, content, 0, header.length);
        System.arraycopy(found, 0, content, header.length, found.length);
        files.write(FILE, content);
    }

    /**
     * The state that was written last, if any was.
     *
     * @throws IOException when a file is there that cannot be understood
     */
    Optional<SearchState> read() throws IOException {
        Path path = files.directory().resolve(FILE);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            int done = HeaderLines.read(in, FIRST_LINE, "found").value("drift-rates-done", Integer::valueOf);
            return Optional.of(new SearchState(done, SpikeFormat.read(in)));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
