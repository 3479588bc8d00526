package org.muster.systemtests;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.FreePorts;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.WorkSchema;
import org.muster.systemtests.fleet.Applications;

/** A project with two schedulers and one of each daemon behind them, every one a process of its own. */
final class FleetProject implements AutoCloseable {
    static final int MOST_IN_PROGRESS_PER_PROCESSOR = 6;
    static final int MOST_PER_DAY_AND_PROCESSOR = 5;

    /** For how many processors a graphics processor counts. */
    static final int PROCESSORS_FOR_GRAPHICS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FOR_EVER_SECONDS = 30 * 86_400;

    private final Path directory;
    private final EmbeddedMariaDb server;
    private final int uploadPort = FreePorts.next();
    private final List<Integer> schedulerPorts = List.of(FreePorts.next(), FreePorts.next());
    private final List<MusterCommand> schedulers = new ArrayList<>();
    private final int[] started = new int[2];
    private final MusterCommand others;
    private final Database work;

    FleetProject(Path directory) throws Exception {
        this.directory = directory;
        this.server = EmbeddedMariaDb.start(directory.resolve("database"), "systemtests", 256);
        MusterConfig config = config(0);
        this.work = Database.open(config.database(), "test-work");
        prepare(config);
        for (int scheduler = 0; scheduler < schedulerPorts.size(); scheduler++) {
            schedulers.add(startScheduler(scheduler));
        }
        this.others = MusterCommand.start(
                "fleet-others.log",
                "run",
                "file-upload-handler",
                "transitioner",
                "validator",
                "assimilator",
                "--config",
                file(0).toString());
        Waiting.until("the schedulers are up", PATIENCE, this::schedulersAreUp);
        Waiting.until("the others are up", PATIENCE, () -> others.said().contains("file-upload-handler started"));
    }

    private void prepare(MusterConfig config) throws IOException {
        for (Path needed : List.of(
                config.files().downloadDirectory(),
                config.files().uploadDirectory(),
                config.files().archiveDirectory())) {
            Files.createDirectories(needed);
        }
        // The validator takes an empty area for a disk that is away.
        Files.createFile(config.files().uploadDirectory().resolve("present"));
        new KeyDirectory(config.keys().directory()).createMissing();
        WorkSchema.migrate(work);
        Applications.publish(config, work);
        for (int scheduler = 0; scheduler < schedulerPorts.size(); scheduler++) {
            String settings = ConfigFile.text(config(scheduler));
            Files.writeString(
                    file(scheduler),
                    settings.replaceFirst("gpuMultiplier: \\d+", "gpuMultiplier: " + PROCESSORS_FOR_GRAPHICS));
            Files.deleteIfExists(Path.of("target", log(scheduler)));
        }
        Files.deleteIfExists(Path.of("target", "fleet-others.log"));
    }

    private MusterConfig config(int scheduler) {
        int port = schedulerPorts.get(scheduler);
        URI upload = URI.create("http://127.0.0.1:" + uploadPort + "/muster_cgi/file_upload_handler");
        return new MusterConfig(
                new ProjectConfig(
                        "fleet",
                        "Fleet",
                        directory,
                        URI.create("http://127.0.0.1:" + schedulerPorts.getFirst() + "/muster/"),
                        null,
                        upload,
                        null),
                server.schema("muster", 12),
                null,
                new FilesConfig(
                        directory.resolve("download"),
                        directory.resolve("upload"),
                        null,
                        directory,
                        directory.resolve("archives")),
                new KeysConfig(directory.resolve("keys"), false),
                new HttpConfig("127.0.0.1", port, port, uploadPort),
                new SchedulerConfig(
                        0, 1, 0, MOST_IN_PROGRESS_PER_PROCESSOR, MOST_PER_DAY_AND_PROCESSOR, true, true, 0, 0),
                null,
                new BackendConfig(
                        0,
                        0.2,
                        2,
                        Map.of(),
                        Map.of(
                                Applications.SMALL, "discard",
                                Applications.LARGE, "discard",
                                Applications.GRAPHICS, "discard"),
                        FOR_EVER_SECONDS,
                        FOR_EVER_SECONDS));
    }

    Database work() {
        return work;
    }

    /** Where clients find the schedulers. */
    List<URI> schedulerUrls() {
        return schedulerPorts.stream()
                .map(port -> URI.create("http://127.0.0.1:" + port + "/muster_cgi/cgi"))
                .toList();
    }

    /** Whether both have finished starting. */
    boolean schedulersAreUp() throws IOException {
        for (int scheduler = 0; scheduler < schedulers.size(); scheduler++) {
            String[] starts = schedulers.get(scheduler).said().split("scheduler started", -1);
            if (starts.length - 1 < started[scheduler]) {
                return false;
            }
        }
        return true;
    }

    /** kill -9, and a new one in its place. */
    void replaceScheduler(int number) throws IOException {
        schedulers.get(number).killEverything();
        schedulers.set(number, startScheduler(number));
    }

    /** Whether every process is there. */
    boolean isAlive() {
        return others.isAlive() && schedulers.stream().allMatch(MusterCommand::isAlive);
    }

    private MusterCommand startScheduler(int number) throws IOException {
        started[number]++;
        return MusterCommand.start(
                log(number), "run", "scheduler", "--config", file(number).toString());
    }

    private Path file(int scheduler) {
        return directory.resolve("muster-" + scheduler + ".yaml");
    }

    private static String log(int scheduler) {
        return "fleet-scheduler-" + scheduler + ".log";
    }

    @Override
    public void close() {
        schedulers.forEach(MusterCommand::close);
        if (others != null) {
            others.close();
        }
        work.close();
        server.close();
    }
}
