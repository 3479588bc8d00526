package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.systemtests.ProjectChecks.number;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SplitterConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;
import org.muster.control.ProjectDirectory;
import org.muster.control.demo.DemoCounts;
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

/** Two copies of every daemon, each in a process of its own, over one database and one file store. */
final class TwoCopiesTest {
    private static final Path DIRECTORY = Path.of("target", "two-copies").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int LEAST_WORKUNITS = 5_000;
    private static final int VOLUNTEERS_OF_A_COPY = 4;
    private static final int BLOCKS = 8;

    @Test
    void nothing_is_done_twice_and_nothing_is_left() throws Exception {
        Trees.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        ProjectDirectory first = new ProjectDirectory(DIRECTORY.resolve("project"), FreePorts.next());
        ProjectDirectory second = new ProjectDirectory(DIRECTORY.resolve("project"), FreePorts.next());
        List<Thread> volunteers = new ArrayList<>();
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(DIRECTORY.resolve("database"), "systemtests", 512)) {
            MusterConfig config = config(first, server);
            Path firstFile = Files.writeString(DIRECTORY.resolve("first.yaml"), ConfigFile.text(config));
            Path secondFile =
                    Files.writeString(DIRECTORY.resolve("second.yaml"), ConfigFile.text(config(second, server)));
            assertThat(MusterCommand.run(
                            "two-copies-setup.log", PATIENCE, "project", "create", "--config", firstFile.toString()))
                    .isZero();
            try (Database work = Database.open(config.database(), "test-work");
                    Database science = Database.open(config.scienceDatabase(), "test-science");
                    MusterCommand one = run("two-copies-1.log", firstFile);
                    MusterCommand other = run("two-copies-2.log", secondFile)) {
                register(science);
                long statementsBefore = statements(work);
                volunteers.addAll(volunteersOf("a", first.masterUrl()));
                volunteers.addAll(volunteersOf("b", second.masterUrl()));

                Waiting.until(
                        "everything is purged",
                        PATIENCE,
                        () -> work.read(handle -> DemoCounts.of(handle, "sky")).done());

                long workunits =
                        work.read(handle -> DemoCounts.of(handle, "sky")).purged();
                assertThat(workunits).isGreaterThanOrEqualTo(LEAST_WORKUNITS);
                creditIsGrantedOnceForEachResult(work, workunits);
                ProjectChecks.noRowIsLeft(work);
                ProjectChecks.noFileIsLeft(config);
                eachIsArchivedAndAssimilatedOnce(config, science, workunits);
                bothCopiesHadTheirPart(work);
                System.out.printf(
                        "%d tasks, %.2f database statements for each%n",
                        2 * workunits, (statements(work) - statementsBefore) / (2.0 * workunits));
                assertThat(one.isAlive() && other.isAlive()).isTrue();
            }
        } finally {
            volunteers.forEach(Thread::interrupt);
            for (Thread volunteer : volunteers) {
                volunteer.join();
            }
        }
    }

    private static MusterConfig config(ProjectDirectory place, EmbeddedMariaDb server) {
        return place.config(
                server.schema("muster", 16),
                server.schema("muster_science", 8),
                new SplitterConfig(null, null, 0, 0, 86_400, 2, 4096, 512, 0));
    }

    private static MusterCommand run(String log, Path config) throws IOException {
        return MusterCommand.start(log, "run", "all", "--config", config.toString());
    }

    private static void register(Database science) throws IOException {
        GeneratedRecording demonstration = GeneratedRecording.demonstration(11);
        GeneratedRecording longer = new GeneratedRecording(
                11, demonstration.layout(), demonstration.band(), demonstration.observation(), BLOCKS, List.of());
        Path file = DIRECTORY.resolve("sky.raw");
        RecordingGenerator.write(longer, file);
        new Recordings(science).register("sky", file, Instant.now().getEpochSecond());
    }

    private static List<Thread> volunteersOf(String copy, URI masterUrl) {
        List<Thread> threads = new ArrayList<>();
        for (int number = 1; number <= VOLUNTEERS_OF_A_COPY; number++) {
            String name = "volunteer " + copy + number;
            Account account = new Account(name, copy + number + "@example.invalid", "two copies");
            Computer computer = new Computer(DIRECTORY.resolve("volunteer-" + copy + number));
            threads.add(Thread.ofPlatform()
                    .name(name)
                    .start(new Volunteer(masterUrl, account, computer, TwoCopiesTest::search)));
        }
        return threads;
    }

    /** The real search without a process for each of ten thousand tiny pieces. */
    private static String search(Task task, Computer computer) throws IOException {
        Path input = computer.file(task.inputs().getFirst().fileName());
        Path output = computer.file(task.outputs().getFirst().fileName());
        try (InputStream in = Files.newInputStream(input)) {
            SpikeList spikes = SpikeSearch.of(PieceFormat.read(in)).run(SearchListener.NONE);
            Files.write(output, SpikeFormat.bytes(spikes));
        }
        return "";
    }

    private static void creditIsGrantedOnceForEachResult(Database work, long workunits) {
        assertThat(number(work, "select count(*) from credit_ledger")).isEqualTo(2.0 * workunits);
        assertThat(number(work, "select count(distinct workunit_id) from credit_ledger"))
                .isEqualTo(workunits);
        ProjectChecks.balancesAreTheLedgersSum(work);
    }

    private static void eachIsArchivedAndAssimilatedOnce(MusterConfig config, Database science, long workunits)
            throws IOException {
        assertThat(Archives.workunitNames(config.files().archiveDirectory()))
                .hasSize((int) workunits)
                .doesNotHaveDuplicates();
        assertThat(number(science, "select count(*) from result")).isEqualTo(workunits);
        assertThat(number(science, "select count(*) from workunit where state <> 'ANALYSED'"))
                .isZero();
    }

    private static void bothCopiesHadTheirPart(Database work) {
        work.read(handle -> {
            List<String> idle = handle.createQuery("""
                            select daemon from daemon_heartbeat where daemon in ('transitioner', 'scheduler', 'validator')
                            and handled = 0
                            """).mapTo(String.class).list();
            assertThat(idle).isEmpty();
            return null;
        });
    }

    /** What the database itself has counted since it started. */
    private static long statements(Database work) {
        return work.read(handle -> handle.createQuery(
                        "select variable_value from information_schema.global_status where variable_name = 'QUESTIONS'")
                .mapTo(Long.class)
                .one());
    }
}
