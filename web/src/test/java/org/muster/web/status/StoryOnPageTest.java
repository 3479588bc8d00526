package org.muster.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.web.RunningWeb;

/** What happened to the processes of daemons, as it reaches those who look: as a page, as differences, as JSON. */
final class StoryOnPageTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    private final long now = Instant.now().getEpochSecond();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void the_page_tells_what_happened_when_and_that_it_is_back_without_a_script() throws Exception {
        happened("validator", "started", "", now - 7200);
        happened("validator", "ended", "ended by itself: signal 9", now - 3600);
        happened("validator", "started", "", now - 3598);
        happened("transitioner", "ended", "hung: no sign of life for 10 s", now - 1800);
        happened("transitioner", "started", "", now - 1800);
        happened("assimilator-2", "ended", "outgrew its memory: 1100 MB of 1024 MB", now - 900);

        try (RunningWeb web = RunningWeb.start(directory, database.config())) {
            String page = web.getUntil("server_status.php", body -> body.contains("incident-"));

            assertThat(text(page))
                    .containsSubsequence(
                            "What happened to the daemons",
                            "assimilator-2 not yet back",
                            "It outgrew its memory: 1100 MB of 1024 MB.",
                            "transitioner is back",
                            "It hung: no sign of life for 10 s. It was started again at once.",
                            "validator is back",
                            "It was killed (signal 9). It was started again after 2 seconds.",
                            "Tasks ready to send");
            JsonNode json = new ObjectMapper()
                    .readTree(web.get("server_status.php?json=1").body());
            assertThat(json.path("incidents")).hasSize(3);
            assertThat(json.path("incidents").path(2).path("at").asText())
                    .isEqualTo(Instant.ofEpochSecond(now - 3600).toString());
            assertThat(json.path("incidents").path(2).path("backAt").asText())
                    .isEqualTo(Instant.ofEpochSecond(now - 3598).toString());
        }
    }

    @Test
    void the_last_words_of_a_process_cannot_become_markup() throws Exception {
        happened("splitter", "ended", "ended by itself: status 1: <script>alert(1)</script>", now);

        try (RunningWeb web = RunningWeb.start(directory, database.config())) {
            assertThat(web.getUntil("server_status.php", body -> body.contains("incident-")))
                    .contains("status 1: &lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script>alert");
        }
    }

    @Test
    void of_very_many_events_the_last_of_each_process_are_read() {
        happened("splitter", "ended", "", now - 90_000);
        database.work().write(handle -> {
            var rows = handle.prepareBatch("""
                    insert into daemon_event (host, child, event, reason, happened_at)
                    values ('h1', 'validator', :event, '', :at)
                    """);
            for (int i = 0; i < 2000; i++) {
                rows.bind("event", i % 2 == 0 ? "ended" : "started")
                        .bind("at", now - 4000 + i)
                        .add();
            }
            rows.execute();
        });

        var events = database.work().read(ProcessEventQuery::lately);

        assertThat(events).hasSize(1 + 3 * Incident.SHOWN_OF_ONE);
        assertThat(Incident.of(events)).hasSize(1 + Incident.SHOWN_OF_ONE);
    }

    @Test
    void who_watches_is_sent_what_happens_and_that_it_is_back_as_differences() throws Exception {
        happened("splitter", "ended", "", now - 90_000);
        try (RunningWeb web = RunningWeb.start(directory, database.config());
                Socket watcher = web.connect()) {
            web.getUntil("server_status.php", body -> body.contains("incident-"));
            watcher.getOutputStream()
                    .write("GET /muster/status/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            readUntil(watcher, "event: state", "\n\n");

            happened("validator", "ended", "hung: no sign of life for 10 s", now);
            String told = readUntil(watcher, "It hung: no sign of life for 10 s", "\n\n");
            happened("validator", "started", "", now + 3);
            String back = readUntil(watcher, "after 3 seconds", "\n\n");

            assertThat(told)
                    .contains("event: patch", "/lists/incidents", "not yet back")
                    .doesNotContain("event: state");
            assertThat(back).contains("event: patch", "is back").doesNotContain("event: state");
        }
    }

    private void happened(String process, String event, String reason, long at) {
        database.work()
                .write(handle -> handle.execute(
                        "insert into daemon_event (host, child, event, reason, happened_at) values ('h1', ?, ?, ?, ?)",
                        process,
                        event,
                        reason,
                        at));
    }

    private static String text(String page) {
        return page.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }

    /** What comes until one text has come and then the other. */
    private static String readUntil(Socket socket, String first, String then) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] some = new byte[8192];
        int found = -1;
        while (found < 0 || text.indexOf(then, found) < 0) {
            int read = socket.getInputStream().read(some);
            if (read < 0) {
                throw new IOException("ended after: " + text);
            }
            text.append(new String(some, 0, read, StandardCharsets.UTF_8));
            found = text.indexOf(first);
        }
        return text.toString();
    }
}
