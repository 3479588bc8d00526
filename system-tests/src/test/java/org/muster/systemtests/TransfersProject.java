package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SplitterConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;
import org.muster.common.testing.WorkFixture;
import org.muster.common.work.InputDocument;
import org.muster.common.work.InputFile;
import org.muster.control.ProjectDirectory;
import org.muster.control.project.ApplicationFile;
import org.muster.control.project.ApplicationRelease;

/**
 * A project whose web daemon and upload handler are processes and ports of their own, to be killed and started again
 * alone, and whose application carries its input over to its output. Downloads are limited to a megabyte a second.
 */
final class TransfersProject implements AutoCloseable {
    static final Path DIRECTORY = Path.of("target", "transfers").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String NAME = "carry";
    private static final String TEMPLATE = "templates/carry_out";
    private static final String PLATFORM =
            System.getProperty("os.arch").equals("aarch64") ? "aarch64-unknown-linux-gnu" : "x86_64-pc-linux-gnu";

    private final Path file = DIRECTORY.resolve("muster.yaml");
    private final EmbeddedMariaDb server;
    private final MusterConfig config;
    private final Database work;
    private final long app;
    private final MusterCommand others;
    private MusterCommand web;
    private MusterCommand uploads;

    private TransfersProject(EmbeddedMariaDb server) throws Exception {
        this.server = server;
        int port = FreePorts.next();
        MusterConfig onePort = new ProjectDirectory(DIRECTORY.resolve("project"), port)
                .config(
                        server.schema("muster", 12),
                        server.schema("muster_science", 4),
                        new SplitterConfig(null, null, 0, 0, 0, 0, 0, 0, 0));
        String text = onPort(ConfigFile.text(onePort), "uploadUrl", "uploadPort", port, FreePorts.next());
        text = onPort(text, "schedulerUrl", "schedulerPort", port, FreePorts.next());
        Files.writeString(
                file,
                text.replaceFirst("connectionMegabitsPerSecond: [0-9.]+", "connectionMegabitsPerSecond: 8")
                        .replace("deleteDelaySeconds: 0", "deleteDelaySeconds: 3600"));
        this.config = ConfigFile.read(file, System.getenv());
        assertThat(MusterCommand.run("transfers-setup.log", PATIENCE, "project", "create", "--config", file.toString()))
                .isZero();
        this.work = Database.open(config.database(), "test-work");
        this.app = publish();
        this.others = run("transfers-others.log", "scheduler", "transitioner", "validator");
        startUploads();
        startWeb();
    }

    static TransfersProject start() throws Exception {
        Trees.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        EmbeddedMariaDb server = EmbeddedMariaDb.start(DIRECTORY.resolve("database"), "systemtests", 128);
        try {
            return new TransfersProject(server);
        } catch (Exception | AssertionError failed) {
            server.close();
            throw failed;
        }
    }

    private static String onPort(String text, String url, String key, int from, int to) {
        return text.replaceFirst("(" + url + ": \"?http://127.0.0.1:)" + from, "$1" + to)
                .replaceFirst(key + ": " + from, key + ": " + to);
    }

    private MusterCommand run(String log, String... daemons) throws Exception {
        Files.deleteIfExists(Path.of("target", log));
        MusterCommand command = MusterCommand.start(
                log,
                Stream.of(List.of("run"), List.of(daemons), List.of("--config", file.toString()))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
        String last = daemons[daemons.length - 1];
        Waiting.until(last + " is up", PATIENCE, () -> command.said().contains(last + " started"));
        return command;
    }

    void startWeb() throws Exception {
        web = run("transfers-web.log", "web");
    }

    /** As a power cut would. */
    void killWeb() {
        web.killEverything();
    }

    void startUploads() throws Exception {
        uploads = run("transfers-uploads.log", "file-upload-handler");
    }

    void killUploads() {
        uploads.killEverything();
    }

    URI url() {
        return config.project().masterUrl();
    }

    /** Makes a workunit of one result with this input. */
    void workunit(String name, byte[] input) throws IOException {
        workunit(name, staged(name, input));
    }

    /** The same with an input that clients fetch compressed. */
    void compressedWorkunit(String name, byte[] input) throws IOException {
        workunit(name, staged(name, input).gzipped(config.files().downloads().compress(name + ".in")));
    }

    private InputFile staged(String name, byte[] input) throws IOException {
        FileDigest digest = config.files().downloads().stage(name + ".in", out -> out.write(input));
        return new InputFile("in", name + ".in", digest.md5(), digest.size());
    }

    private void workunit(String name, InputFile input) {
        InputDocument document = new InputDocument(List.of(input), "");
        NewWorkunit workunit = new NewWorkunit(
                app,
                name,
                document.xml(),
                new NewWorkunit.Needs(1e9, 1e15, 5e7, 2e8, 3600),
                NewWorkunit.Replication.single(),
                TEMPLATE,
                0);
        work.write(handle ->
                WorkunitInserts.insert(handle, List.of(workunit), Instant.now().getEpochSecond()));
    }

    /** 1 once the result has been reported as a success. */
    int outcome(String result) {
        return work.read(handle -> handle.createQuery("select outcome from result where name = :name")
                .bind("name", result)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
    }

    /** The name of a result's only output file; empty before there is the result. */
    Optional<String> outputName(String result) {
        return work.read(handle ->
                handle.createQuery("""
                        select regexp_substr(cast(xml_doc_in as char), '[^>]*_r[0-9]+_0') from result where name = :name
                        """).bind("name", result).mapTo(String.class).findOne());
    }

    /** The finished upload, if there is one. */
    Optional<Path> upload(String file) {
        return config.files().uploads().find(file);
    }

    /** How much of an unfinished upload there is, in bytes. */
    long partOfUpload(String file) throws IOException {
        try (Stream<Path> all = Files.walk(config.files().uploadDirectory())) {
            for (Path path : all.filter(path -> path.endsWith(file)).toList()) {
                return Files.size(path);
            }
        }
        return 0;
    }

    private long publish() throws IOException {
        long id = work.transact(handle -> WorkFixture.app(handle, NAME));
        new ApplicationRelease(
                        work,
                        config.files().downloadDirectory(),
                        new KeyDirectory(config.keys().directory()).readCodeSignPrivate())
                .publish(
                        NAME,
                        PLATFORM,
                        100,
                        List.of(new ApplicationFile(NAME, resource("carry.sh"), true)),
                        Instant.now().getEpochSecond());
        Files.write(config.files().templateDirectory().resolve(TEMPLATE), resource("carry_out"));
        return id;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = TransfersProject.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }

    @Override
    public void close() {
        web.close();
        uploads.close();
        others.close();
        work.close();
        server.close();
    }
}
