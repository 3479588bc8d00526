package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FileAreas;
import org.muster.common.security.KeyDirectory;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.control.DaemonCatalog;

/** A result that comes after its deadline, with the daemons that have a say in it at work, and a clock that the test turns. */
final class LateResultTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long BEGIN = 1_800_000_000;
    private static final long DEADLINE = BEGIN + 10_000;
    private static final int KEPT_SECONDS = 50_000;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.ofEpochSecond(BEGIN));
    private final JettyListeners listeners = new JettyListeners("127.0.0.1");
    private FilesConfig files;
    private List<Daemon> daemons;

    @BeforeEach
    void daemons_at_work() throws IOException {
        DATABASE.empty();
        files = new FilesConfig(
                directory.resolve("download"), directory.resolve("upload"), 4, directory, directory.resolve("a"));
        new KeyDirectory(directory.resolve("keys")).createMissing();
        files.downloads().stage("w.in", out -> out.write("input".getBytes(UTF_8)));
        DATABASE.work().write(handle -> {
            long app = WorkFixture.app(handle, "search");
            long workunit = WorkFixture.workunit(handle, app, "w", new NewWorkunit.Replication(1, 3, 3, 6, 6), BEGIN);
            for (int i = 0; i < 3; i++) {
                long user = WorkFixture.user(handle, "owner" + i);
                long host = WorkFixture.host(handle, user, "host" + i);
                WorkFixture.result(
                        handle,
                        workunit,
                        app,
                        result(i),
                        4,
                        Map.of(
                                "hostid",
                                host,
                                "userid",
                                user,
                                "sent_time",
                                BEGIN - 100,
                                "report_deadline",
                                DEADLINE,
                                "flops_estimate",
                                1e9,
                                "xml_doc_in",
                                document(i)));
            }
        });
        MusterConfig config = new MusterConfig(
                new ProjectConfig("late", null, directory, URI.create("http://127.0.0.1:1/late/"), null, null, null),
                DATABASE.config(),
                null,
                files,
                new KeysConfig(directory.resolve("keys"), false),
                null,
                null,
                null,
                new BackendConfig(0, 0.05, 1, null, null, KEPT_SECONDS, 1_000_000));
        DaemonContext context = new DaemonContext(
                config, DATABASE.work(), DATABASE::work, clock::get, listeners, new SimpleMeterRegistry(), Shard.ALL);
        daemons = DaemonCatalog.named(List.of("file-deleter", "assimilator", "validator", "transitioner")).stream()
                .map(factory -> factory.create(context))
                .toList();
    }

    @AfterEach
    void stop() throws Exception {
        daemons.forEach(Daemon::stop);
        listeners.close();
    }

    @Test
    void is_credited_as_long_as_the_canonical_files_are_there_and_told_that_it_is_too_late_afterwards()
            throws Exception {
        report(0);
        daemons.forEach(Daemon::start);
        Waiting.until(
                "the first result is canonical and assimilated",
                PATIENCE,
                () -> number("select count(*) from workunit where canonical_resultid > 0 and assimilate_state = 2")
                        == 1);

        turn(DEADLINE + 1);
        Waiting.until(
                "the others are given up",
                PATIENCE,
                () -> number("select count(*) from result where server_state = 5 and outcome = 4") == 2);
        report(1);
        Waiting.until("the late one is credited", PATIENCE, () -> validateState(1) == 1);
        assertThat(number("select count(*) from credit_ledger")).isEqualTo(2);
        assertThat(number("select granted_credit from result where name = '" + result(1) + "'"))
                .isEqualTo(number("select granted_credit from result where name = '" + result(0) + "'"))
                .isPositive();
        assertThat(files.downloads().find("w.in")).isPresent();

        turn(DEADLINE + 100_000);
        Waiting.until(
                "the files are deleted",
                PATIENCE,
                () -> number("select count(*) from workunit where file_delete_state = 2") == 1
                        && number("select count(*) from result where file_delete_state = 2") >= 2);
        assertThat(files.downloads().find("w.in")).isEmpty();
        report(2);
        Waiting.until("the last one is judged", PATIENCE, () -> validateState(2) != 0);

        assertThat(validateState(2)).as("too late").isEqualTo(5);
        assertThat(number("select count(*) from credit_ledger")).isEqualTo(2);
        assertThat(number("select count(*) from blocked_work")).isZero();
        turn(DEADLINE + 100_000 + KEPT_SECONDS + 1);
        Waiting.until(
                "its file goes too",
                PATIENCE,
                () -> files.uploads().find(file(2)).isEmpty());
    }

    /** As the scheduler does when a task is reported whose file has been uploaded. */
    private void report(int number) throws IOException {
        FileAreas uploads = files.uploads();
        Files.createDirectories(uploads.roots().getFirst());
        uploads.write(file(number), out -> out.write("what was found".getBytes(UTF_8)));
        long now = clock.get().getEpochSecond();
        DATABASE.work().write(handle -> {
            handle.execute(
                    "update result set server_state = 5, outcome = 1, client_state = 5, validate_state = 0,"
                            + " elapsed_time = 500, cpu_time = 500, received_time = ? where name = ?",
                    now,
                    result(number));
            handle.execute("update workunit set transition_time = ?", now);
        });
    }

    private void turn(long second) {
        clock.set(Instant.ofEpochSecond(second));
    }

    private static int validateState(int number) {
        return (int) number("select validate_state from result where name = '" + result(number) + "'");
    }

    private static double number(String query) {
        return ProjectChecks.number(DATABASE.work(), query);
    }

    private static String result(int number) {
        return "w_" + number;
    }

    private static String file(int number) {
        return result(number) + "_r1_0";
    }

    private static byte[] document(int number) {
        return ("<file_info>\n<name>" + file(number) + "</name>\n</file_info>\n<result>\n<file_ref>\n<file_name>"
                        + file(number) + "</file_name>\n<open_name>out</open_name>\n</file_ref>\n</result>\n")
                .getBytes(UTF_8);
    }
}
