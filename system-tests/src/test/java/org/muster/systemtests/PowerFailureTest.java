package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.systemtests.ProjectChecks.number;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.files.FileDigest;
import org.muster.common.store.Database;
import org.muster.control.fsck.Fsck;
import org.muster.control.fsck.FsckOptions;
import org.muster.control.fsck.FsckReport;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport;

/**
 * The power supply fails: SIGTERM to a whole project that volunteers are working for, once to the supervisor alone as
 * {@code kill} sends it, once to every process at the same moment, the database server's too, as a machine that goes down
 * or systemd sends it. How long it takes is printed; what is tested is that everything ends in order and nothing is begun
 * meanwhile, that nothing that was acknowledged is lost, and that all work goes to its end after the next start.
 */
final class PowerFailureTest {
    private static final Path DIRECTORY = Path.of("target", "power-failure").toAbsolutePath();
    private static final Path CONFIG = DIRECTORY.resolve("muster.yaml");
    private static final String LOG = "power-failure.log";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WORKUNITS = 200;
    private static final int VOLUNTEERS = 8;

    /** Whom the signal reaches. */
    private enum Signalled {
        THE_SUPERVISOR,
        EVERY_PROCESS
    }

    @AfterAll
    static void nothing_stays_behind() {
        left().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_project_in_the_middle_of_its_work_ends_in_order_loses_nothing_and_goes_on_to_the_end() throws Exception {
        Trees.delete(DIRECTORY);
        Files.deleteIfExists(Path.of("target", LOG));
        String url = "http://127.0.0.1:" + FreePorts.next() + "/muster/";
        muster("project", "create", "--dir", DIRECTORY.toString(), "--url", url);
        settings("deleteDelaySeconds: 86400, purgeAgeSeconds: 86400");
        Crowd crowd = new Crowd(URI.create(url), DIRECTORY, VOLUNTEERS);

        try (MusterCommand project = started()) {
            work();
            crowd.come();
            failsWhenReported(WORKUNITS / 5, Signalled.THE_SUPERVISOR, project, crowd);
        }
        nothingIsLost(crowd);
        try (MusterCommand project = started()) {
            crowd.come();
            failsWhenReported(WORKUNITS / 2, Signalled.EVERY_PROCESS, project, crowd);
        }
        nothingIsLost(crowd);

        settings("deleteDelaySeconds: 0, purgeAgeSeconds: 0");
        try (MusterCommand project = started()) {
            filesNeedNotStay();
            crowd.come();
            Waiting.until("all work is archived", PATIENCE, () -> archived().size() >= WORKUNITS);
            crowd.goHome();
            assertThat(project.terminate(PATIENCE)).isZero();
        }
        everythingWasDoneOnce(crowd);
    }

    /** The last line that counts is the one that was appended last: a setting that is there twice would be refused. */
    private static void settings(String backend) throws IOException {
        String text = Files.readString(CONFIG).replaceAll("\nbackend: .*\n", "\n");
        // The time is printed and not tested: on a busy machine nobody is to be killed for being slow.
        text = text.contains("stopSeconds") ? text : text + "  stopSeconds: 300\n";
        Files.writeString(CONFIG, text + "\nbackend: {" + backend + "}\n");
    }

    private static void work() throws Exception {
        Path versions = DIRECTORY.resolve("apps/upper/1.00/x86_64-pc-linux-gnu");
        Files.createDirectories(versions);
        Files.writeString(versions.resolve("upper_1.00"), "#!/bin/sh\n");
        Path arm = DIRECTORY.resolve("apps/upper/1.00/aarch64-unknown-linux-gnu");
        Files.createDirectories(arm);
        Files.writeString(arm.resolve("upper_1.00_arm"), "#!/bin/sh\n");
        muster(
                "app",
                "add",
                "upper",
                "--versions",
                DIRECTORY.resolve("apps/upper").toString());
        Path jobs = DIRECTORY.resolve("jobs.txt");
        for (int number = 0; number < WORKUNITS; number++) {
            Path input = Files.createDirectories(DIRECTORY.resolve("inputs")).resolve("text" + number);
            Files.writeString(input, text(number));
            Files.writeString(
                    jobs,
                    "--wu_name " + name(number) + " " + input + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        muster(
                "work",
                "create",
                "--app",
                "upper",
                "--jobs",
                jobs.toString(),
                "--min_quorum",
                "2",
                "--rsc_fpops_est",
                "1e9");
    }

    private static MusterCommand started() throws Exception {
        MusterCommand project = MusterCommand.start(LOG, "start", "--foreground", "--config", CONFIG.toString());
        Waiting.until("everything runs", PATIENCE, () -> {
            assertThat(project.isAlive())
                    .as("the supervisor is there: see " + LOG)
                    .isTrue();
            return directory().living().isPresent()
                    && children().stream().allMatch(child -> child.state().equals("RUNNING"));
        });
        return project;
    }

    private static void failsWhenReported(int results, Signalled signalled, MusterCommand project, Crowd crowd)
            throws Exception {
        Waiting.until("the crowd is at work", PATIENCE, () -> crowd.reported().size() >= results);
        List<SupervisorReport.ChildReport> before = children();
        List<ProcessHandle> all = left();

        String story = story();
        long told = System.nanoTime();
        if (signalled == Signalled.EVERY_PROCESS) {
            all.forEach(ProcessHandle::destroy);
        }
        project.handle().destroy();
        int status = project.exit(PATIENCE);
        System.out.printf(
                "SIGTERM to %s: %d processes, %d reports and %d uploads acknowledged, down after %.1f s%n",
                signalled.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                all.size(),
                crowd.reported().size(),
                crowd.uploaded().size(),
                (System.nanoTime() - told) / 1e9);
        crowd.goHome();

        assertThat(status).as("exit status: see " + LOG).isZero();
        assertThat(all).hasSizeGreaterThan(before.size()).noneMatch(ProcessHandle::isAlive);
        assertThat(left()).isEmpty();
        for (SupervisorReport.ChildReport child : before) {
            if (!child.daemons().contains("database")) {
                assertThat(Files.readString(directory().logs().resolve(child.name() + ".log"))
                                .stripTrailing())
                        .as(child.name() + " ended in order")
                        .endsWith("stopped");
            }
        }
        assertThat(story().substring(story.length()))
                .as("nobody is started while all end")
                .doesNotContain(" started\n", " waits");
        assertThat(children()).hasSameSizeAs(before).allSatisfy(child -> {
            assertThat(child.state()).isEqualTo("STOPPED");
            assertThat(child.restarts()).as("nobody is started while all end").isZero();
            assertThat(child.lastReason()).as("nobody had to be killed").doesNotContain("did not end");
        });
    }

    /** What the supervisor has noted. */
    private static String story() throws IOException {
        return Files.readString(directory().logs().resolve("supervisor.log"));
    }

    private static void nothingIsLost(Crowd crowd) throws Exception {
        MusterConfig config = config();
        try (EmbeddedMariaDb server = server(config);
                Database work = Database.open(server.schema("muster", 4), "check")) {
            assertThat(number(work, "select count(*) from result where server_state in (1, 2)"))
                    .as("it was in the middle of its work")
                    .isPositive();
            Set<String> kept = new HashSet<>(work.<List<String>>read(handle -> handle.createQuery(
                            "select name from result where server_state = 5 and outcome = 1 and received_time > 0")
                    .mapTo(String.class)
                    .list()));
            assertThat(kept).as("acknowledged reports").containsAll(crowd.reported());
            for (Map.Entry<String, FileDigest> file : crowd.uploaded().entrySet()) {
                Path place = config.files().uploads().find(file.getKey()).orElseThrow();
                assertThat(FileDigest.of(place)).as(file.getKey()).isEqualTo(file.getValue());
            }
            FsckReport report = new Fsck(config, work, InstantSource.system(), FsckOptions.look()).run();
            assertThat(report.isWrong()).as(report.lines().toString()).isFalse();
        }
    }

    /** What was finished while files were to stay for a day is looked at now instead of tomorrow. */
    private static void filesNeedNotStay() {
        try (Database work = Database.open(config().database(), "check")) {
            work.write(handle -> handle.execute(
                    "update workunit set transition_time = unix_timestamp() where assimilate_state = 2"));
        }
    }

    private static void everythingWasDoneOnce(Crowd crowd) throws Exception {
        MusterConfig config = config();
        try (EmbeddedMariaDb server = server(config);
                Database work = Database.open(server.schema("muster", 4), "check")) {
            ProjectChecks.noRowIsLeft(work);
            ProjectChecks.balancesAreTheLedgersSum(work);
            assertThat(number(work, "select count(distinct workunit_id) from credit_ledger"))
                    .isEqualTo(WORKUNITS);
            assertThat(number(work, "select count(*) from credit_ledger"))
                    .as("a quorum of two, each once")
                    .isEqualTo(2 * WORKUNITS);
        }
        assertThat(archived()).hasSize(WORKUNITS).doesNotHaveDuplicates();
        assertThat(crowd.reported()).hasSizeGreaterThanOrEqualTo(2 * WORKUNITS);
        assertThat(results())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, WORKUNITS)
                        .mapToObj(number -> text(number).toUpperCase(Locale.ROOT))
                        .toList());
    }

    private static List<String> archived() throws IOException {
        return Archives.workunitNames(DIRECTORY.resolve("archives"));
    }

    private static List<String> results() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY.resolve("results"))) {
            return files.filter(Files::isRegularFile)
                    .map(PowerFailureTest::content)
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String name(int number) {
        return "upper_" + number;
    }

    private static String text(int number) {
        return ("text " + number + " and the same again and again ").repeat(200 + number);
    }

    private static EmbeddedMariaDb server(MusterConfig config) {
        return EmbeddedMariaDb.start(
                config.supervisor().databaseDirectory(), config.database().password(), 64);
    }

    private static MusterConfig config() {
        return ConfigFile.read(CONFIG, Map.of());
    }

    private static RunDirectory directory() {
        return RunDirectory.of(config());
    }

    private static List<SupervisorReport.ChildReport> children() {
        return directory().report().map(SupervisorReport::children).orElse(List.of());
    }

    private static void muster(String... arguments) throws Exception {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        if (!arguments[0].equals("project")) {
            all[arguments.length] = "--config";
            all[arguments.length + 1] = CONFIG.toString();
        } else {
            all = arguments;
        }
        assertThat(MusterCommand.run(LOG, PATIENCE, all))
                .as(String.join(" ", all) + ": see " + LOG)
                .isZero();
    }

    /** The project's processes, its database server included. */
    private static List<ProcessHandle> left() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(DIRECTORY.toString()))
                        .isPresent())
                .toList();
    }
}
