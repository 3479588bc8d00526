package org.muster.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.ThisMachine;
import org.muster.common.testing.Eventually;
import org.muster.common.testing.TestDatabase;

class EventLogTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    private RunDirectory run;

    @BeforeEach
    void a_place() throws Exception {
        DATABASE.empty();
        run = new RunDirectory(directory.resolve("run"), directory.resolve("log"));
        run.create();
    }

    @Test
    void what_happened_is_in_the_table_and_in_the_file_in_the_order_in_which_it_happened() throws Exception {
        long month = 31 * 86_400;
        DATABASE.work()
                .write(handle -> handle.execute(
                        "insert into daemon_event (host, child, event, reason, happened_at) values ('h', 'c', 'e', '', ?)",
                        Instant.now().getEpochSecond() - month));
        EventLog events = new EventLog(run, DATABASE.config());

        events.tell("validator", "ended", "ended by itself: signal 9");
        events.tell("validator", "started", "");
        events.tell("validator", "ended", "x".repeat(2000));

        Eventually.until(() -> rows().size() == 3);
        assertThat(rows())
                .containsExactly(
                        "validator ended ended by itself: signal 9",
                        "validator started ",
                        "validator ended " + "x".repeat(1000));
        assertThat(Files.readAllLines(run.logs().resolve("supervisor.log")))
                .hasSize(3)
                .first()
                .asString()
                .endsWith(" validator ended: ended by itself: signal 9");
    }

    @Test
    void a_disk_that_is_full_loses_the_line_in_the_file_and_not_the_row() throws Exception {
        Files.createSymbolicLink(run.logs().resolve("supervisor.log"), Path.of("/dev/full"));
        EventLog events = new EventLog(run, DATABASE.config());

        events.tell("validator", "ended", "hung: no sign of life for 10 s");

        Eventually.until(() -> rows().size() == 1);
        assertThat(rows()).containsExactly("validator ended hung: no sign of life for 10 s");
    }

    private static List<String> rows() {
        return DATABASE.work()
                .read(handle -> handle.createQuery(
                                "select concat_ws(' ', child, event, reason) from daemon_event where host = :host order by id")
                        .bind("host", ThisMachine.name())
                        .mapTo(String.class)
                        .list());
    }
}
