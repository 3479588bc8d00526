package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.muster.common.config.AreaConfig;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.DeleterConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.config.SweeperConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.daemon.Shard;
import org.muster.common.embedded.FreePorts;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;
import org.muster.common.testing.WorkFixture;
import org.muster.common.work.InputDocument;
import org.muster.common.work.InputFile;
import org.muster.control.DaemonCatalog;
import org.muster.control.project.ApplicationFile;
import org.muster.control.project.ApplicationRelease;

/**
 * A project in this process with two areas of each kind: one for new files, and one called {@code cold} on another device.
 * Its workunits have an input with a compressed twin and are computed once; those called {@code nodelete_…} keep their input.
 */
final class DeferredProject implements AutoCloseable {
    static final String COLD = "cold";
    /** Which daemons files pass through. */
    private static final List<String> DAEMONS = List.of(
            "file-deleter",
            "antique-sweeper",
            "assimilator",
            "validator",
            "transitioner",
            "file-upload-handler",
            "scheduler",
            "web");

    private static final String PLATFORM = "x86_64-pc-linux-gnu";
    private static final String APPLICATION = "reverse";
    private static final String TEMPLATE = "templates/reverse_out";
    private static final int FAN_OUT = 16;
    private static final double A_SECOND_IN_DAYS = 1.2e-5;
    private static final double A_SECOND_IN_HOURS = 3e-4;

    private final Database work;
    private final MusterConfig config;
    private final JettyListeners listeners = new JettyListeners("127.0.0.1");
    private final Map<String, byte[]> inputs = new HashMap<>();
    private final List<Daemon> daemons;

    DeferredProject(DatabaseConfig database, Database work, Path directory, Path otherDevice) throws IOException {
        this.work = work;
        this.config = config(database, directory, otherDevice);
        for (FileAreas areas : List.of(downloads(), uploads())) {
            for (Path root : areas.roots()) {
                Files.createDirectories(root);
            }
        }
        new KeyDirectory(config.keys().directory()).createMissing();
        publish();
        DaemonContext context = new DaemonContext(
                config, work, () -> work, InstantSource.system(), listeners, new SimpleMeterRegistry(), Shard.ALL);
        this.daemons = DaemonCatalog.named(DAEMONS).stream()
                .map(factory -> factory.create(context))
                .toList();
    }

    private static MusterConfig config(DatabaseConfig database, Path directory, Path otherDevice) {
        int port = FreePorts.next();
        FilesConfig files = new FilesConfig(
                        directory.resolve("download"),
                        directory.resolve("upload"),
                        FAN_OUT,
                        directory,
                        directory.resolve("a"))
                .withAreas(
                        List.of(
                                new AreaConfig(directory.resolve("download"), null, true),
                                new AreaConfig(otherDevice.resolve("download"), null, false, COLD)),
                        List.of(
                                new AreaConfig(directory.resolve("upload"), null, true),
                                new AreaConfig(otherDevice.resolve("upload"), null, false, COLD)));
        return new MusterConfig(
                new ProjectConfig(
                        "deferred",
                        null,
                        directory,
                        URI.create("http://127.0.0.1:" + port + "/muster/"),
                        null,
                        null,
                        null),
                database,
                null,
                files,
                new KeysConfig(directory.resolve("keys"), false),
                new HttpConfig("127.0.0.1", port, port, port),
                new SchedulerConfig(0, 1, 0, 0, 0, true, true, 0, 60),
                null,
                new BackendConfig(
                        50,
                        0.1,
                        2,
                        null,
                        null,
                        0,
                        86_400,
                        new DeleterConfig(0, 0, 0, 0, 0),
                        new SweeperConfig(A_SECOND_IN_DAYS, 50, A_SECOND_IN_HOURS, true, true)));
    }

    private void publish() throws IOException {
        work.write(handle -> {
            WorkFixture.app(handle, APPLICATION);
            WorkFixture.platform(handle, PLATFORM);
        });
        new ApplicationRelease(
                        work,
                        config.files().downloadDirectory(),
                        new KeyDirectory(config.keys().directory()).readCodeSignPrivate())
                .publish(
                        APPLICATION,
                        PLATFORM,
                        100,
                        List.of(new ApplicationFile(APPLICATION, "#!/bin/sh\n".getBytes(UTF_8), true)),
                        Instant.now().getEpochSecond());
        try (var template = DeferredProject.class.getResourceAsStream("carry_out")) {
            Path file = config.files().templateDirectory().resolve(TEMPLATE);
            Files.createDirectories(file.getParent());
            Files.write(file, template.readAllBytes());
        }
    }

    /** Makes workunits {@code PREFIX0} and up. */
    void workunits(String prefix, int count) throws IOException {
        List<NewWorkunit> workunits = IntStream.range(0, count)
                .mapToObj(number -> workunit(prefix + number))
                .toList();
        work.write(handle ->
                WorkunitInserts.insert(handle, workunits, Instant.now().getEpochSecond()));
    }

    private NewWorkunit workunit(String name) {
        byte[] content = (name + " is what the sky says. ").repeat(500).getBytes(UTF_8);
        try {
            inputs.put(name + ".in", content);
            FileDigest digest = downloads().stage(name + ".in", out -> out.write(content));
            InputFile input = new InputFile("in", name + ".in", digest.md5(), digest.size())
                    .gzipped(downloads().compress(name + ".in"));
            return new NewWorkunit(
                    work.read(handle -> handle.createQuery("select id from app")
                            .mapTo(Long.class)
                            .one()),
                    name,
                    new InputDocument(List.of(input), "").xml(),
                    new NewWorkunit.Needs(1e9, 1e15, 5e7, 2e8, 3600),
                    NewWorkunit.Replication.single(),
                    TEMPLATE,
                    0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A result that a volunteer still computes, whose file is uploaded already. */
    void uploaded(String name, byte[] content) throws IOException {
        workunits(name, 1);
        String file = name + "_0_r1_0";
        uploads().write(file, out -> out.write(content));
        work.write(handle -> {
            long workunit = handle.createQuery("select id from workunit where name = ?")
                    .bind(0, name + "0")
                    .mapTo(Long.class)
                    .one();
            handle.execute("update workunit set transition_time = 2147483647 where id = ?", workunit);
            WorkFixture.result(
                    handle,
                    workunit,
                    1,
                    name + "_0",
                    4,
                    Map.of(
                            "report_deadline",
                            2_000_000_000,
                            "xml_doc_in",
                            ("<file_info>\n<name>" + file + "</name>\n</file_info>\n<result>\n</result>\n")
                                    .getBytes(UTF_8)));
        });
    }

    void start() {
        daemons.forEach(Daemon::start);
        listeners.start();
    }

    MusterConfig config() {
        return config;
    }

    /** Writes the configuration for a process of its own. */
    Path configFile(Path directory) throws IOException {
        return Files.writeString(directory.resolve("muster.yaml"), ConfigFile.text(config));
    }

    FileAreas downloads() {
        return config.files().downloads();
    }

    FileAreas uploads() {
        return config.files().uploads();
    }

    URI url(String below) {
        return config.project().masterUrl().resolve(below);
    }

    URI inputUrl(String name) {
        return url("download/" + config.files().layout().path(name));
    }

    URI uploadUrl() {
        return config.project().uploadUrl();
    }

    /** The content of every input file by its name. */
    Map<String, byte[]> inputs() {
        return inputs;
    }

    /** What is in a hashed directory of some areas, by name, however often. */
    static List<String> names(FileAreas areas) throws IOException {
        return areas.members().stream()
                .flatMap(DeferredProject::paths)
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList();
    }

    /** How many files are in the cold area of some. */
    static long cold(FileAreas areas) {
        return paths(areas.members().get(1)).count();
    }

    private static Stream<Path> paths(FileAreas.Member member) {
        Path root = member.area().root();
        try (Stream<Path> all = Files.walk(root, 2)) {
            return all
                    .filter(Files::isRegularFile)
                    .filter(path -> !path.getParent().equals(root))
                    .collect(Collectors.toList())
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    double number(String query) {
        return ProjectChecks.number(work, query);
    }

    @Override
    public void close() throws Exception {
        daemons.reversed().forEach(Daemon::stop);
        listeners.close();
    }
}
