package org.muster.control.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.muster.control.HeldFile;
import org.muster.control.ProjectDirectory;
import org.muster.control.UserErrorException;
import org.muster.science.database.RecordingState;
import org.muster.science.database.Recordings;
import org.muster.science.generator.GeneratedRecording;
import org.muster.science.generator.RecordingGenerator;
import org.muster.science.signals.InjectedSignal;

/** The demonstration from start to table. */
public final class Demo {
    private static final long LOOK_MILLISECONDS = 250;
    private static final Set<RecordingState> UNUSABLE = EnumSet.of(RecordingState.REFUSED, RecordingState.BLOCKED);

    private final DemoOptions options;
    private final PrintStream out;
    private final DemoProject project = new DemoProject();
    private Optional<VolunteerCrowd> crowd = Optional.empty();
    private boolean stopped;

    public Demo(DemoOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs until everything has been purged, or until the process is told to end.
     *
     * @return 0 when all went well, 1 otherwise
     */
    public int run() throws IOException, InterruptedException {
        Path directory = options.directory();
        Files.createDirectories(directory);
        try (HeldFile lock = HeldFile.hold(
                directory.resolve("demo.lock"),
                "another demonstration is running in " + directory
                        + "; stop it, or choose another place with --dir and --port")) {
            Files.createDirectories(directory.resolve("log"));
            DemoLog.to(directory.resolve("log/demo.log"));
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            try {
                return runProject(directory);
            } catch (RuntimeException e) {
                throw unlessStopped(e);
            } finally {
                stop();
            }
        }
    }

    private int runProject(Path directory) throws IOException, InterruptedException {
        ProjectDirectory place = new ProjectDirectory(directory, options.port());
        out.println("Starting the database and the daemons in " + directory);
        start(place);
        out.println("BOINC clients can attach to   " + place.masterUrl());
        out.println("The status page is at         " + place.statusUrl());
        DemoRun run =
                DemoRun.next(directory, options.recording().map(Path::toString).orElse(""));
        run.save(directory, false);
        List<InjectedSignal> injected = register(run, directory);
        if (options.volunteers() == 0) {
            out.println("Waiting for volunteers: a workunit needs " + options.quorum()
                    + " results from different accounts, so attach at least " + options.quorum() + " clients");
        }
        synchronized (this) {
            if (!stopped) {
                crowd = Optional.of(VolunteerCrowd.start(options.volunteers(), place.masterUrl(), directory));
            }
        }
        watch(run);
        run.save(directory, true);
        boolean well = new DemoReport(project.science(), out).print(run.recordingName(), injected);
        if (!options.exitWhenDone()) {
            out.println("Everything has been purged. The project keeps running; Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return well ? 0 : 1;
    }

    private synchronized void start(ProjectDirectory place) throws IOException, InterruptedException {
        if (!stopped) {
            project.start(place, options.quorum());
        }
    }

    /** Makes the recording known to the splitter; says what was put into it, nothing for a real one. */
    private List<InjectedSignal> register(DemoRun run, Path directory) throws IOException {
        List<InjectedSignal> injected = List.of();
        Path file = options.recording().orElseGet(() -> directory.resolve(run.recordingName() + ".raw"));
        if (options.recording().isEmpty()) {
            GeneratedRecording recording = GeneratedRecording.demonstration(run.number());
            injected = Files.exists(file) ? recording.signals() : RecordingGenerator.write(recording, file);
        }
        new Recordings(project.science())
                .register(run.recordingName(), file, Instant.now().getEpochSecond());
        return injected;
    }

    /** Shows the progress until all is purged. */
    private void watch(DemoRun run) throws InterruptedException {
        ProgressBar bar = new ProgressBar(
                out, System.console() != null && System.console().isTerminal());
        Recordings recordings = new Recordings(project.science());
        while (true) {
            DemoCounts counts = project.work().read(handle -> DemoCounts.of(handle, run.recordingName()));
            bar.show(counts);
            if (counts.done()) {
                bar.end();
                return;
            }
            recordings
                    .find(run.recordingName())
                    .filter(recording -> UNUSABLE.contains(recording.state()))
                    .ifPresent(recording -> {
                        bar.end();
                        throw new UserErrorException("the recording is refused: " + recording.message());
                    });
            Thread.sleep(LOOK_MILLISECONDS);
        }
    }

    /** What fails while everything is being stopped is no failure; the process is about to end. */
    private RuntimeException unlessStopped(RuntimeException thrown) throws InterruptedException {
        synchronized (this) {
            if (!stopped) {
                return thrown;
            }
        }
        new CountDownLatch(1).await();
        return thrown;
    }

    /** Sends the volunteers home and stops daemons and database in order; safe to call twice. */
    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        crowd.ifPresent(VolunteerCrowd::close);
        project.close();
    }
}
