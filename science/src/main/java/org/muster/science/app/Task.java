package org.muster.science.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.muster.science.spikes.SpikeFormat;
import org.muster.science.spikes.SpikeList;

/** One run of a task in a slot directory of the client. */
final class Task {
    static final String FINISH_FILE = "boinc_finish_called";
    static final String TEMPORARY_EXIT_FILE = "boinc_temporary_exit";
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(35);
    private static final int WAIT_FOR_SLOT_SECONDS = 600;

    private final SlotFiles files;
    private final TaskLog log;

    Task(Path slotDirectory, TaskLog log) {
        this.files = new SlotFiles(slotDirectory);
        this.log = log;
    }

    /**
     * Runs to the end or until the client wants otherwise.
     *
     * @return the exit status by which the client knows how it ended
     */
    int run() throws IOException, InterruptedException {
        InitData init = initData();
        Optional<SlotLock> taken = SlotLock.take(files.directory(), LOCK_PATIENCE);
        if (taken.isEmpty()) {
            log.line("another task runs in this slot directory; tries again in ten minutes");
            files.write(
                    TEMPORARY_EXIT_FILE,
                    (WAIT_FOR_SLOT_SECONDS + "\nanother task runs in the slot directory\n").getBytes(US_ASCII));
            return ExitStatus.DONE;
        }
        try (SlotLock _ = taken.get()) {
            return runLocked(init);
        }
    }

    private int runLocked(InitData init) throws IOException {
        CpuTime cpuTime = new CpuTime(init.cpuSecondsBefore());
        TaskControl control = new TaskControl(init.cpuSecondsBefore());
        Optional<ClientLink> link = ClientChannels.open(files.directory().resolve(ClientChannels.FILE))
                .map(channels -> new ClientLink(channels, control, cpuTime::seconds, clientAlive(init)));
        link.ifPresentOrElse(
                ClientLink::start, () -> log.line("no " + ClientChannels.FILE + ": cannot talk to the client"));
        Search search = new Search(new Checkpoint(files), control, cpuTime::seconds, log);
        int status = work(search, init);
        link.ifPresent(ClientLink::close);
        log.line(String.format(Locale.ROOT, "ends with status %d after %.2f s of CPU", status, cpuTime.seconds()));
        return status;
    }

    private int work(Search search, InitData init) throws IOException {
        try {
            SpikeList found = search.search(files.resolve(LogicalNames.PIECE), init.checkpointPeriod());
            files.write(LogicalNames.SPIKES, SpikeFormat.bytes(found));
            log.line("found " + found.spikes().size() + " spikes" + (found.cut() ? " and more" : "")
                    + "; the best one: " + found.best());
            return finish(ExitStatus.DONE);
        } catch (TaskStoppedException e) {
            log.line(e.getMessage());
            return e.stop().exitStatus();
        } catch (IOException | UncheckedIOException e) {
            log.line("cannot do its work: " + e);
            return finish(ExitStatus.FAILED);
        }
    }

    /** Says by a file that the exit which follows is meant: an exit without it makes the client start the task again. */
    private int finish(int status) throws IOException {
        files.write(FINISH_FILE, (status + "\n").getBytes(US_ASCII));
        return status;
    }

    private InitData initData() throws IOException {
        Optional<String> xml = files.text(InitData.FILE);
        InitData init = InitData.parse(xml.orElse(""));
        log.line(
                xml.isPresent()
                        ? "task " + init.resultName() + " in slot " + init.slot() + " for " + init.userName()
                        : "no " + InitData.FILE + ": runs by itself");
        return init;
    }

    /** A client that cannot be seen at the start (other accounts' processes may be hidden) is taken to be there. */
    private static BooleanSupplier clientAlive(InitData init) {
        long process = init.clientProcess();
        boolean visible = process > 0 && ProcessHandle.of(process).isPresent();
        return visible ? () -> ProcessHandle.of(process).isPresent() : () -> true;
    }
}
