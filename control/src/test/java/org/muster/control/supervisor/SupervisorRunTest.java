package org.muster.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.Shard;
import org.muster.common.testing.Eventually;

/** A supervisor in this process, with processes that do not come up, on a disk that takes nothing. */
class SupervisorRunTest {
    private static final long MEGABYTE = 1 << 20;
    private static final Path FULL = Path.of("/dev/full");

    private record Told(String child, String event, String reason) {}

    @TempDir
    Path directory;

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private RunDirectory run;
    private Supervisor supervisor;
    private Thread thread;

    @BeforeEach
    void a_place() throws Exception {
        run = new RunDirectory(directory.resolve("run"), directory.resolve("log"));
        run.create();
    }

    @AfterEach
    void ended() throws Exception {
        supervisor.end();
        thread.join();
    }

    @Test
    void a_process_that_fails_again_and_again_says_why_and_how_long_it_waits() throws Exception {
        supervise();
        Eventually.until(() -> events("small").contains("waits"));

        assertThat(events("small")).startsWith("started", "ended", "started", "ended", "waits");
        assertThat(reasons("ended"))
                .first()
                .asString()
                .startsWith("ended by itself: status 1: muster: there is no configuration file");
        assertThat(reasons("waits")).first().isEqualTo("started again in 1 s, after 2 failures in a row");
    }

    @Test
    void what_an_operator_restarts_begins_at_once_whatever_failed_before() throws Exception {
        supervise();
        Eventually.until(
                () -> reasons("waits").stream().anyMatch(reason -> reason.endsWith("after 3 failures in a row")));

        run.give(new RunDirectory.Order("restart", List.of("small")));
        Eventually.until(
                () -> events("small").contains("restart") && afterRestart().contains("waits"));

        assertThat(afterRestart()).startsWith("started", "ended", "started", "ended", "waits");
    }

    @Test
    void a_process_that_cannot_be_begun_at_all_says_why_and_how_long_it_waits() throws Exception {
        Files.createDirectory(run.lastWords("small"));
        supervise();
        Eventually.until(() -> events("small").contains("waits"));

        assertThat(events("small")).startsWith("failed", "failed", "waits");
        assertThat(reasons("failed")).first().asString().startsWith("cannot be started: ");
        SupervisorReport.ChildReport report =
                run.report().orElseThrow().children().getFirst();
        assertThat(report.state()).isEqualTo("WAITING");
        assertThat(report.lastReason()).startsWith("cannot be started: ");
    }

    @Test
    void a_disk_that_is_full_keeps_it_from_saying_what_runs_and_from_nothing_else() throws Exception {
        Path state = run.directory().resolve("supervisor.json");
        Path unfinished = run.directory()
                .resolve("supervisor.json.part" + ProcessHandle.current().pid());
        Files.createSymbolicLink(unfinished, FULL);
        Path orders = run.directory().resolve("orders");
        Files.delete(orders);
        Files.createSymbolicLink(orders, FULL);
        Files.createDirectory(run.lastWords("small"));

        supervise();
        Eventually.until(() -> reasons("failed").size() >= 3);
        assertThat(state).doesNotExist();
        assertThat(thread.isAlive()).isTrue();

        Files.delete(unfinished);
        Files.delete(orders);
        Files.createDirectory(orders);
        Eventually.until(() -> run.living().isPresent());
        run.give(new RunDirectory.Order("stop", List.of("small")));
        Eventually.until(
                () -> run.report().orElseThrow().children().getFirst().state().equals("STOPPED"));
        assertThat(events("small")).endsWith("stop");
    }

    private void supervise() {
        ChildSpec small = new ChildSpec("small", "small", List.of("db-purge"), Shard.ALL, 256 * MEGABYTE);
        supervisor = new Supervisor(
                run,
                directory.resolve("none.yaml"),
                List.of(small),
                new Supervisor.SupervisorTimes(Duration.ofMinutes(5), Duration.ofSeconds(8)),
                (child, event, reason) -> told.add(new Told(child, event, reason)));
        thread = Thread.ofPlatform().start(() -> {
            try {
                supervisor.run(List.of(small));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private List<String> events(String child) {
        return told.stream()
                .filter(one -> one.child().equals(child))
                .map(Told::event)
                .toList();
    }

    private List<String> afterRestart() {
        List<String> all = events("small");
        return all.subList(all.indexOf("restart") + 1, all.size());
    }

    private List<String> reasons(String event) {
        return told.stream()
                .filter(one -> one.event().equals(event))
                .map(Told::reason)
                .toList();
    }
}
