package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.systemtests.ProjectChecks.number;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SplitterConfig;
import org.muster.common.daemon.DaemonProcess;
import org.muster.common.daemon.Shard;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;
import org.muster.control.DaemonCatalog;
import org.muster.control.ProjectDirectory;
import org.muster.control.demo.DemoCounts;
import org.muster.control.fsck.Finding;
import org.muster.control.fsck.Fsck;
import org.muster.control.fsck.FsckOptions;
import org.muster.control.fsck.FsckReport;
import org.muster.control.volunteer.Account;
import org.muster.control.volunteer.Computer;
import org.muster.control.volunteer.Task;
import org.muster.control.volunteer.Volunteer;
import org.muster.science.database.Recordings;
import org.muster.science.generator.GeneratedRecording;
import org.muster.science.generator.RecordingGenerator;
import org.muster.science.piece.PieceFormat;
import org.muster.science.search.SearchListener;
import org.muster.science.search.SpikeSearch;
import org.muster.science.spikes.SpikeFormat;
import org.muster.science.spikes.SpikeList;

/**
 * A backup made under load, and then the two disasters: the database is lost and an older one comes back, and the files are lost
 * and older ones come back. In between is what a project does in an hour; here it is a good part of its life.
 */
final class DisasterTest {
    private static final Path DIRECTORY = Path.of("target", "disaster").toAbsolutePath();
    private static final Path BACKUPS = DIRECTORY.resolve("backups");
    private static final Path SETTINGS = DIRECTORY.resolve("muster.yaml");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int VOLUNTEERS = 8;
    private static final int PILE = 8;
    private static final List<String> OTHERS =
            List.of("file-deleter", "db-purge", "transitioner", "splitter", "file-upload-handler", "scheduler", "web");

    private final Deque<Thread> volunteers = new ArrayDeque<>();
    private final Deque<DaemonProcess> daemons = new ArrayDeque<>();
    private ProjectDirectory place;
    private MusterConfig config;

    @Test
    void a_project_whose_database_or_files_are_an_hour_old_comes_to_the_same_end() throws Exception {
        Trees.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        place = new ProjectDirectory(DIRECTORY.resolve("project"), FreePorts.next());
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(DIRECTORY.resolve("database"), "systemtests", 256)) {
            config = place.config(
                    server.schema("muster", 16),
                    server.schema("muster_science", 8),
                    new SplitterConfig(null, null, 0, 0, 86_400, 2, 4096, 1024, 0));
            Files.writeString(SETTINGS, ConfigFile.text(config));
            muster("project", "create", "--config", SETTINGS.toString());
            try (Database work = Database.open(config.database(), "test-work");
                    Database science = Database.open(config.scienceDatabase(), "test-science")) {
                lifeWithDisasters(server, work, science);
            } finally {
                stop();
            }
        }
    }

    private void lifeWithDisasters(EmbeddedMariaDb server, Database work, Database science) throws Exception {
        register(science);
        start();
        until(
                "everything is cut and some of it is done",
                () -> counts(work).created() > 0
                        && counts(work).created() == counts(work).total()
                        && counts(work).purged() >= 10);
        pileUp(work);
        muster("backup", BACKUPS.toString(), "--config", SETTINGS.toString());
        long atBackup = counts(work).purged();
        aFullRestoreFitsTogether(server);
        startBackend();
        until("an hour has passed", () -> counts(work).purged() >= atBackup + 15);
        stop();

        databaseOlderThanFiles(work);
        start();
        until("another hour has passed", () -> counts(work).purged() >= atBackup + 15);
        pileUp(work);
        stop();
        filesOlderThanDatabase(work);
        start();
        until("everything is purged", () -> counts(work).done());
        stop();

        allIsWell(work, science);
    }

    /** The backup brought back elsewhere: whatever was going on while it was made, nothing in it lacks anything. */
    private static void aFullRestoreFitsTogether(EmbeddedMariaDb server) throws Exception {
        ProjectDirectory elsewhere = new ProjectDirectory(DIRECTORY.resolve("elsewhere"), FreePorts.next());
        MusterConfig other = elsewhere.config(
                server.schema("elsewhere", 4),
                server.schema("elsewhere_science", 4),
                new SplitterConfig(null, null, 0, 0, 0, 0, 0, 0, 0));
        Path settings = Files.writeString(DIRECTORY.resolve("elsewhere.yaml"), ConfigFile.text(other));
        muster("restore", BACKUPS.toString(), "--config", settings.toString(), "--yes");
        try (Database work = Database.open(other.database(), "elsewhere")) {
            FsckReport report = new Fsck(other, work, InstantSource.system(), FsckOptions.look()).run();
            show("a full restore", report);
            Set<Finding> wrong = EnumSet.allOf(Finding.class);
            wrong.removeIf(finding -> !finding.isWrong() || report.count(finding) == 0);
            // A result may have been sent, computed and uploaded between the snapshot and the copying of its directory.
            assertThat(wrong).isSubsetOf(Finding.OUTPUT_FORGOTTEN);
        }
    }

    private void databaseOlderThanFiles(Database work) throws Exception {
        muster("restore", BACKUPS.toString(), "--config", SETTINGS.toString(), "--only", "work", "--replace", "--yes");
        FsckReport found = fsck(work, FsckOptions.look());
        show("the database is older", found);
        assertThat(found.count(Finding.INPUT_MISSING)).isPositive();
        assertThat(found.count(Finding.OUTPUT_LOST)).isPositive();
        assertThat(found.count(Finding.CANONICAL_HOPELESS)
                        + found.count(Finding.CANONICAL_LOST)
                        + found.count(Finding.CANONICAL_REPLACED))
                .isPositive();
        FsckReport repaired = fsck(work, FsckOptions.repairing());
        for (Finding finding : EnumSet.of(
                Finding.INPUT_MISSING, Finding.OUTPUT_LOST, Finding.CANONICAL_LOST, Finding.CANONICAL_REPLACED)) {
            assertThat(repaired.repairedCount(finding)).as(finding.words()).isEqualTo(found.count(finding));
        }
        assertThat(number(work, "select count(*) from blocked_work where queue = 'missing-input'"))
                .isEqualTo(found.count(Finding.INPUT_MISSING));

        muster("restore", BACKUPS.toString(), "--config", SETTINGS.toString(), "--only", "files", "--yes");
        FsckReport back = fsck(work, FsckOptions.repairing());
        assertThat(back.repairedCount(Finding.INPUT_BACK)).isEqualTo(found.count(Finding.INPUT_MISSING));
        assertThat(back.isWrong()).isFalse();
    }

    private void filesOlderThanDatabase(Database work) throws Exception {
        for (Path area :
                List.of(config.files().downloadDirectory(), config.files().uploadDirectory())) {
            Trees.delete(area);
            Files.createDirectories(area);
        }
        muster("restore", BACKUPS.toString(), "--config", SETTINGS.toString(), "--only", "files", "--yes");
        FsckReport found = fsck(work, FsckOptions.look());
        show("the files are older", found);
        assertThat(found.count(Finding.OUTPUT_LOST)).isPositive();
        assertThat(found.count(Finding.CANONICAL_LOST) + found.count(Finding.CANONICAL_REPLACED))
                .isPositive();
        // A command gives up when the database does not answer within seconds, which a busy machine makes happen.
        until(
                "fsck has run",
                () -> MusterCommand.run(
                                "disaster-commands.log", PATIENCE, "fsck", "--repair", "--config", SETTINGS.toString())
                        == 0);
        assertThat(fsck(work, FsckOptions.look()).isWrong()).isFalse();
    }

    private void allIsWell(Database work, Database science) throws IOException {
        long total = counts(work).total();
        assertThat(number(science, "select count(*) from workunit")).isEqualTo(total);
        assertThat(number(science, "select count(*) from workunit where state <> 'ANALYSED'"))
                .isZero();
        assertThat(number(science, "select count(*) from result")).isEqualTo(total);
        ProjectChecks.noRowIsLeft(work);
        ProjectChecks.balancesAreTheLedgersSum(work);
        assertThat(number(work, "select count(distinct workunit_id) from credit_ledger"))
                .isEqualTo(total);
        FsckReport report = fsck(work, FsckOptions.look());
        show("at the end", report);
        assertThat(report.isWrong()).isFalse();
        assertThat(report.count(Finding.ANTIQUE) + report.count(Finding.YOUNG_WITHOUT_ROW))
                .as("what is left of files, the sweeper will remove")
                .isEqualTo(filesInHashedDirectories());
    }

    private long filesInHashedDirectories() throws IOException {
        long files = 0;
        for (Path area :
                List.of(config.files().downloadDirectory(), config.files().uploadDirectory())) {
            try (Stream<Path> all = Files.walk(area)) {
                files += all.filter(Files::isRegularFile)
                        .filter(path -> !path.getParent().equals(area))
                        .filter(path -> !path.toString().contains("/."))
                        .count();
            }
        }
        return files;
    }

    /** Lets work gather that is valid and not assimilated, and work that is reported and not validated. */
    private void pileUp(Database work) throws Exception {
        daemons.pop().close(); // the assimilator
        until(
                "work waits for the assimilator",
                () -> number(work, "select count(*) from workunit where assimilate_state = 1") >= PILE);
        daemons.pop().close(); // the validator
        until(
                "results wait for the validator",
                () -> number(
                                work,
                                "select count(*) from result where server_state = 5 and outcome = 1 and validate_state = 0")
                        >= PILE);
    }

    private void start() throws Exception {
        daemons.push(running(OTHERS));
        startBackend();
        for (int number = 1; number <= VOLUNTEERS; number++) {
            Account account = new Account("volunteer " + number, "v" + number + "@example.invalid", "disaster");
            Computer computer = new Computer(DIRECTORY.resolve("volunteer-" + number));
            volunteers.push(Thread.ofPlatform()
                    .name(account.name())
                    .start(new Volunteer(place.masterUrl(), account, computer, DisasterTest::search)));
        }
    }

    private void startBackend() throws InterruptedException {
        daemons.push(running(List.of("validator")));
        daemons.push(running(List.of("assimilator")));
    }

    private DaemonProcess running(List<String> names) throws InterruptedException {
        DaemonProcess process = new DaemonProcess(config, DaemonCatalog.named(names), Shard.ALL);
        process.start();
        return process;
    }

    private void stop() throws InterruptedException {
        volunteers.forEach(Thread::interrupt);
        while (!volunteers.isEmpty()) {
            volunteers.pop().join();
        }
        while (!daemons.isEmpty()) {
            daemons.pop().close();
        }
    }

    private FsckReport fsck(Database work, FsckOptions options) throws IOException {
        return new Fsck(config, work, InstantSource.system(), options).run();
    }

    private static void show(String when, FsckReport report) {
        System.out.println(when + ":");
        report.lines().forEach(System.out::println);
    }

    private static DemoCounts counts(Database work) {
        return work.read(handle -> DemoCounts.of(handle, "sky"));
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        Waiting.until(what, PATIENCE, condition);
    }

    private static void muster(String... arguments) throws Exception {
        assertThat(MusterCommand.run("disaster-commands.log", PATIENCE, arguments))
                .as(String.join(" ", arguments))
                .isZero();
    }

    private static void register(Database science) throws IOException {
        GeneratedRecording demonstration = GeneratedRecording.demonstration(11);
        GeneratedRecording brief = new GeneratedRecording(
                11, demonstration.layout(), demonstration.band(), demonstration.observation(), 1, List.of());
        Path file = DIRECTORY.resolve("sky.raw");
        RecordingGenerator.write(brief, file);
        new Recordings(science).register("sky", file, Instant.now().getEpochSecond());
    }

    private static String search(Task task, Computer computer) throws IOException {
        Path input = computer.file(task.inputs().getFirst().fileName());
        Path output = computer.file(task.outputs().getFirst().fileName());
        try (InputStream in = Files.newInputStream(input)) {
            SpikeList spikes = SpikeSearch.of(PieceFormat.read(in)).run(SearchListener.NONE);
            Files.write(output, SpikeFormat.bytes(spikes));
        }
        return "";
    }
}
