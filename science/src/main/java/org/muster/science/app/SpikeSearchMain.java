package org.muster.science.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SpikeSearch;
import org.muster.science.spikes.SpikeFormat;
import org.muster.science.spikes.SpikeList;

/**
 * The volunteer application. Without arguments it is a task of the BOINC client in the current directory; with
 * {@code --piece FILE --spikes FILE} it searches one file and writes another, and that is all.
 */
public final class SpikeSearchMain {

    private SpikeSearchMain() {}

    /** Ends the process with the status that says how it went. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TaskLog log = new TaskLog(System.err, InstantSource.system());
        System.exit(run(Path.of(""), List.of(arguments), log));
    }

    static int run(Path directory, List<String> arguments, TaskLog log) throws IOException, InterruptedException {
        if (arguments.isEmpty()) {
            return new Task(directory, log).run();
        }
        if (arguments.size() == 4
                && arguments.get(0).equals("--piece")
                && arguments.get(2).equals("--spikes")) {
            return searchFile(directory.resolve(arguments.get(1)), directory.resolve(arguments.get(3)), log);
        }
        log.line("usage: spike_search [--piece FILE --spikes FILE]; without arguments, a task of the BOINC client");
        return ExitStatus.USAGE;
    }

    private static int searchFile(Path pieceFile, Path spikesFile, TaskLog log) {
        try {
            SpikeList found = SpikeSearch.of(Search.read(pieceFile)).run(SearchListener.NONE);
            Path part = spikesFile.resolveSibling(spikesFile.getFileName() + ".part");
            SlotFiles.writeWhole(spikesFile, part, SpikeFormat.bytes(found));
            return ExitStatus.DONE;
        } catch (IOException e) {
            log.line("cannot search " + pieceFile + ": " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }
}
