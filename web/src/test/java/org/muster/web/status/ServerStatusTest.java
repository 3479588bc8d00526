package org.muster.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.RunningWeb;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The status over HTTP, from real rows. Every test has a web daemon of its own, since it remembers what it read. */
final class ServerStatusTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    private final long now = Instant.now().getEpochSecond();
    private RunningWeb web;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    /** Begins when a test first looks, so that the first count finds the rows that the test has made. */
    private RunningWeb web() {
        if (web == null) {
            try {
                web = RunningWeb.start(directory, database.config());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return web;
    }

    @Test
    void an_empty_project_has_a_status_of_zeros() throws Exception {
        Document document = parsed(status("server_status.php?xml=1"));

        assertThat(values(document, "database_file_states"))
                .containsEntry("results_ready_to_send", "0")
                .containsEntry("transitioner_backlog_hours", "0.000000")
                .containsEntry("current_floating_point_speed", "0.000000");
        assertThat(status("server_status.php"))
                .contains("The web has never been started")
                .contains("Tasks ready to send");
    }

    @Test
    void statistics_sites_read_every_number_under_its_name_and_in_its_place() throws Exception {
        database.work().write(this::smallProject);

        String xml = status("server_status.php?xml=1");

        assertThat(xml).startsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<server_status>");
        Map<String, String> states = values(parsed(xml), "database_file_states");
        assertThat(states.keySet())
                .containsExactly(
                        "results_ready_to_send",
                        "results_in_progress",
                        "workunits_waiting_for_validation",
                        "workunits_waiting_for_assimilation",
                        "workunits_waiting_for_deletion",
                        "results_waiting_for_deletion",
                        "transitioner_backlog_hours",
                        "users_with_recent_credit",
                        "users_with_credit",
                        "users_registered_in_past_24_hours",
                        "hosts_with_recent_credit",
                        "hosts_with_credit",
                        "hosts_registered_in_past_24_hours",
                        "current_floating_point_speed",
                        "tasks_by_app");
        assertThat(states)
                .containsEntry("results_ready_to_send", "3")
                .containsEntry("results_in_progress", "2")
                .containsEntry("workunits_waiting_for_validation", "1")
                .containsEntry("workunits_waiting_for_assimilation", "2")
                .containsEntry("workunits_waiting_for_deletion", "1")
                .containsEntry("results_waiting_for_deletion", "1")
                .containsEntry("users_with_recent_credit", "1")
                .containsEntry("users_with_credit", "2")
                .containsEntry("users_registered_in_past_24_hours", "1")
                .containsEntry("hosts_with_recent_credit", "1")
                .containsEntry("hosts_with_credit", "1")
                .containsEntry("hosts_registered_in_past_24_hours", "0");
        assertThat(Double.parseDouble(states.get("transitioner_backlog_hours"))).isBetween(1.99, 2.1);
        assertThat(Double.parseDouble(states.get("current_floating_point_speed")))
                .as("400 cobblestones a day a week ago are 200 now, which is one gigaflops")
                .isBetween(0.99, 1.01);
        Map<String, String> app = values(parsed(xml), "app");
        assertThat(app)
                .containsEntry("name", "spike_search")
                .containsEntry("unsent", "3")
                .containsEntry("in_progress", "2")
                .containsEntry("avg_runtime", "1.500000")
                .containsEntry("min_runtime", "1.000000")
                .containsEntry("max_runtime", "2.000000")
                .containsEntry("users", "2");
    }

    @Test
    void the_few_counts_have_names_of_their_own() throws Exception {
        database.work().write(this::smallProject);

        assertThat(values(parsed(status("server_status.php?counts=1")), "job_counts"))
                .isEqualTo(Map.of(
                        "results_ready_to_send", "3",
                        "results_in_progress", "2",
                        "results_need_file_delete", "1",
                        "wus_need_validate", "1",
                        "wus_need_assimilate", "2",
                        "wus_need_file_delete", "1"));
    }

    @Test
    void daemons_are_told_by_their_heartbeats_and_servers_come_first() throws Exception {
        database.work().write(handle -> {
            beat(handle, "scheduler", "1/0", "RUNNING", 13, "");
            beat(handle, "file-upload-handler", "1/0", "RUNNING", 13, "");
            beat(handle, "transitioner", "2/1", "TROUBLED", 13, "lock wait timeout");
            beat(handle, "validator", "1/0", "RUNNING", -20, "");
        });
        Files.createFile(directory.resolve("stop_upload"));

        Document document = parsed(status("server_status.php?xml=1"));

        List<Map<String, String>> daemons = all(document, "daemon");
        assertThat(daemons.subList(0, 3))
                .extracting(daemon -> daemon.get("command") + ": " + daemon.get("status"))
                .containsExactly("Download server: running", "Upload server: not running", "Scheduler: running");
        assertThat(daemons)
                .extracting(daemon -> daemon.get("command") + ": " + daemon.get("status"))
                .contains("transitioner 2/1: running", "validator: not running", "assimilator: not running");
        String page = status("server_status.php");
        assertThat(page)
                .contains("lock wait timeout")
                .contains("<span class=\"pill warning\">in trouble</span>")
                .contains("<span class=\"pill warning\">closed by the operator</span>")
                .contains("<span class=\"pill bad\">not running</span>");
    }

    @Test
    void work_set_aside_is_listed_with_its_reason_and_nothing_in_it_becomes_html() {
        database.work().write(handle -> {
            BlockedWork.block(handle, "validator", 17, "no <file_ref> in \"output\" & more", now - 60);
            BlockedWork.block(handle, "validator", 17, "no <file_ref> in \"output\" & more", now - 30);
        });

        assertThat(status("server_status.php"))
                .contains("<b>validator 17</b>")
                .contains("2 attempts")
                .contains("no &lt;file_ref&gt; in &quot;output&quot; &amp; more")
                .contains("1 piece of work has been set aside")
                .doesNotContain("<file_ref>");
    }

    @Test
    void programs_of_our_time_read_json() throws Exception {
        database.work().write(this::smallProject);

        JsonNode json = new ObjectMapper().readTree(status("server_status.php?json=1"));

        assertThat(json.path("databaseReachable").asBoolean()).isTrue();
        assertThat(json.path("queues").path("resultsReadyToSend").asInt()).isEqualTo(3);
        assertThat(json.path("queues").path("workunitsWaitingForPurge").asInt()).isEqualTo(1);
        assertThat(json.path("apps").path(0).path("name").asText()).isEqualTo("spike_search");
        assertThat(json.path("volunteers").path("users").path("withCredit").asInt())
                .isEqualTo(2);
        assertThat(json.path("problems").path(0).path("what").asText()).contains("never been started");
    }

    @Test
    void looking_again_and_again_asks_the_database_once() {
        database.work().write(this::smallProject);
        status("server_status.php?xml=1");
        long before = statements();

        for (int i = 0; i < 30; i++) {
            web().get("server_status.php?xml=1");
        }

        assertThat(statements() - before)
                .as("30 looks with some 8 statements each would be 240; a round of counting may fall into them")
                .isLessThan(100);
    }

    /** The status from after the database was first read, however slow that is. */
    private String status(String address) {
        return web().getUntil(
                        address,
                        body -> !body.contains("is being counted")
                                && !body.contains("out of reach")
                                && !body.contains("<error_num>")
                                && !body.contains("\"databaseReachable\":false")
                                && !body.contains("\"volunteers\":null")
                                && !body.contains("\"queues\":null")
                                && (!body.contains("<database_file_states>") || body.contains("<users_with_credit>")));
    }

    private static long statements() {
        return database.work()
                .read(handle -> handle.createQuery("show global status like 'Com_select'")
                        .map((row, context) -> row.getLong(2))
                        .one());
    }

    /** Some rows in every state that is counted, and some in states that are not. */
    private void smallProject(Handle handle) {
        long app = WorkFixture.app(handle, "spike_search");
        long ada = WorkFixture.user(handle, "ada");
        long bob = WorkFixture.user(handle, "bob");
        long guest = WorkFixture.user(handle, "guest");
        long host = WorkFixture.host(handle, ada, "h1");
        long week = 7 * 86_400;
        handle.execute(
                "update user set total_credit = 9, expavg_credit = 400, expavg_time = ? where id = ?", now - week, ada);
        handle.execute("update user set total_credit = 2 where id = ?", bob);
        handle.execute("update user set create_time = ? where id = ?", now - 60, guest);
        handle.execute("update host set total_credit = 9, expavg_credit = 2, expavg_time = ? where id = ?", now, host);
        String[] names = {"due", "validate", "assimilate1", "assimilate2", "delete", "purge"};
        for (String name : names) {
            WorkFixture.workunit(handle, app, name, NewWorkunit.Replication.quorumOfTwo(), now);
        }
        handle.execute("update workunit set transition_time = ?", Integer.MAX_VALUE);
        handle.execute("update workunit set transition_time = ? where name = 'due'", now - 7200);
        handle.execute("update workunit set need_validate = 1 where name = 'validate'");
        handle.execute("update workunit set assimilate_state = 1 where name like 'assimilate%'");
        handle.execute("update workunit set file_delete_state = 1 where name = 'delete'");
        handle.execute("update workunit set file_delete_state = 2 where name = 'purge'");
        for (int i = 0; i < 3; i++) {
            WorkFixture.result(handle, 1, app, "unsent" + i, 2, Map.of());
        }
        for (int i = 0; i < 2; i++) {
            WorkFixture.result(handle, 1, app, "running" + i, 4, Map.of("userid", ada));
        }
        over(handle, app, "valid1", Map.of("userid", ada, "elapsed_time", 3600, "file_delete_state", 1));
        over(handle, app, "valid2", Map.of("userid", bob, "elapsed_time", 7200));
        over(handle, app, "old", Map.of("userid", bob, "elapsed_time", 99_999, "received_time", now - 90_000));
        over(handle, app, "invalid", Map.of("userid", guest, "elapsed_time", 99_999, "validate_state", 2));
    }

    private void over(Handle handle, long app, String name, Map<String, Object> columns) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("validate_state", 1, "received_time", now - 100));
        all.putAll(columns);
        WorkFixture.result(handle, 1, app, name, 5, all);
    }

    private void beat(Handle handle, String daemon, String shard, String state, int expiresIn, String message) {
        handle.execute("""
                insert into daemon_heartbeat (daemon, instance, host, pid, shard, state, message, handled,
                  started_at, beat_at, expires_at)
                values (?, 'i1', 'h1', 1, ?, ?, ?, 42, ?, ?, ?)
                """, daemon, shard, state, message, now - 600, now + expiresIn - 15, now + expiresIn);
    }

    private static Document parsed(String document) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Map<String, String> values(Document document, String element) {
        return all(document, element).getFirst();
    }

    /** The children of every element of a name, in order. */
    private static List<Map<String, String>> all(Document document, String element) {
        List<Map<String, String>> all = new ArrayList<>();
        var elements = document.getElementsByTagName(element);
        for (int i = 0; i < elements.getLength(); i++) {
            Map<String, String> children = new LinkedHashMap<>();
            for (Node child = elements.item(i).getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element) {
                    children.put(child.getNodeName(), child.getTextContent());
                }
            }
            all.add(children);
        }
        return all;
    }
}
