package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.security.PasswordHashes;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.control.testing.CommandRun;
import org.muster.control.testing.SmallProject;
import org.muster.science.database.RecordingState;
import org.muster.science.database.Recordings;
import org.muster.science.database.ScienceSchema;

/** The commands about one row each, as an operator and a script use them. */
class RowCommandsTest {
    private static final long NOW = 1_700_000_000;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void a_project() throws Exception {
        DATABASE.empty();
        project = SmallProject.create(directory, DATABASE.config(), DATABASE.freshConfig("science"));
    }

    @AfterEach
    void closed() {
        project.close();
    }

    @Test
    void a_result_is_shown_by_its_name_and_by_its_id_with_what_its_computer_said() throws Exception {
        long workunit = project.workunit("poem", Map.of());
        long id = project.result(
                workunit,
                "poem_0",
                5,
                Map.of(
                        "hostid",
                        7,
                        "outcome",
                        3,
                        "client_state",
                        3,
                        "exit_status",
                        -185,
                        "sent_time",
                        NOW,
                        "received_time",
                        NOW + 60,
                        "stderr_out",
                        "<![CDATA[no such thing: grün]]>".getBytes(StandardCharsets.UTF_8)));

        String said = good("result", "show", "poem_0").output();
        assertThat(said)
                .containsPattern("workunit +poem\n")
                .containsPattern("server_state +OVER\n")
                .containsPattern("outcome +CLIENT_ERROR\n")
                .containsPattern("client_state +COMPUTE_ERROR\n")
                .containsPattern("exit_status +-185\n")
                .containsPattern("deadline +\n")
                .contains("no such thing: grün");
        assertThat(good("result", "show", Long.toString(id)).output()).isEqualTo(said);

        JsonNode json = json("result", "show", "poem_0", "--json");
        assertThat(json.path("host").asLong()).isEqualTo(7);
        assertThat(json.path("sent").asText()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(json.path("received").asText()).isEqualTo("2023-11-14T22:14:20Z");
        assertThat(json.path("deadline").isNull()).isTrue();
        refused("there is no result poem_1", "result", "show", "poem_1");
    }

    @Test
    void a_result_whose_name_is_a_number_is_not_taken_for_the_one_with_that_id() throws Exception {
        long workunit = project.workunit("poem", Map.of());
        long first = project.result(workunit, "first", 2, Map.of());
        project.result(workunit, Long.toString(first), 4, Map.of());

        assertThat(json("result", "show", Long.toString(first), "--json")
                        .path("server_state")
                        .asText())
                .isEqualTo("IN_PROGRESS");
    }

    @Test
    void a_computer_is_shut_out_and_let_in_again_and_each_is_said_once() throws Exception {
        project.work()
                .write(handle -> handle.execute(
                        "insert into host (id, userid, domain_name, rpc_time) values (7, 3, 'tower', ?)", NOW));
        project.result(project.workunit("poem", Map.of()), "poem_0", 4, Map.of("hostid", 7));

        JsonNode shown = json("host", "show", "7", "--json");
        assertThat(shown.path("domain_name").asText()).isEqualTo("tower");
        assertThat(shown.path("in_progress").asInt()).isEqualTo(1);
        assertThat(shown.path("last_contact").asText()).isEqualTo("2023-11-14T22:13:20Z");

        refused("nothing was done; add --yes", "host", "blacklist", "7");
        assertThat(quota()).as("without --yes").isZero();
        assertThat(good("host", "blacklist", "7", "--yes").output())
                .contains("computer 7 (tower, of user 3), which has 1 results in progress")
                .contains("Computer 7 gets no more work.");
        assertThat(quota()).isEqualTo(-1);
        assertThat(good("host", "blacklist", "7", "--yes").output())
                .contains("Computer 7, as before, gets no more work.");

        assertThat(good("host", "blacklist", "7", "--undo").output()).contains("Computer 7 may get work.");
        assertThat(quota()).isZero();
        assertThat(good("host", "blacklist", "7", "--undo").output()).contains("Computer 7, as before, may get work.");
        refused("there is no computer 8", "host", "blacklist", "8", "--yes");
        refused("there is no computer 8", "host", "show", "8");
    }

    @Test
    void an_account_is_made_once_with_a_password_and_a_key_that_open_it() throws Exception {
        JsonNode made = json("user", "create", "Ada@Example.org", "--name", "Ada", "--json");
        assertThat(made.path("email").asText()).isEqualTo("ada@example.org");
        Map<String, Object> row = user("ada@example.org");
        assertThat(row)
                .containsEntry("name", "Ada")
                .containsEntry("authenticator", made.path("authenticator").asText());
        assertThat(opens(row, made.path("password").asText())).isTrue();
        assertThat(opens(row, "another")).isFalse();

        refused("there is an account of ada@example.org already", "user", "create", "ADA@example.org");
        assertThat(user("ada@example.org")).isEqualTo(row);
        assertThat(project.number("select count(*) from user")).isEqualTo(1);
    }

    @Test
    void a_password_of_ones_own_is_read_out_of_a_file_and_not_printed() throws Exception {
        Path password = directory.resolve("password");
        Files.writeString(password, "correct horse\n");

        CommandRun made = good("user", "create", "bob@example.org", "--password-file", password.toString());

        assertThat(made.output()).doesNotContain("horse").containsPattern("name +bob\n");
        assertThat(opens(user("bob@example.org"), "correct horse")).isTrue();
        refused(
                "there is no readable file",
                "user",
                "create",
                "c@example.org",
                "--password-file",
                directory.resolve("none").toString());
        Files.writeString(password, "\n");
        refused("is empty", "user", "create", "c@example.org", "--password-file", password.toString());
    }

    @Test
    void an_account_that_the_sign_up_page_would_refuse_is_refused_here_too() {
        refused("is no e-mail address", "user", "create", "ada");
        refused("is no e-mail address", "user", "create", "ada@localhost");
        refused("must not be empty", "user", "create", "ada@example.org", "--name", " ");
        refused("must not contain", "user", "create", "ada@example.org", "--name", "<b>Ada</b>");
        refused("at most 191 characters", "user", "create", "ada@example.org", "--name", "a".repeat(192));
        assertThat(project.number("select count(*) from user")).isZero();
    }

    @Test
    void a_recording_that_was_set_aside_is_cut_on_and_any_other_is_not_touched() throws Exception {
        Path file = directory.resolve("tape_7.raw");
        Files.writeString(file, "x");
        refused("bin/muster project create", "recording", "list");
        try (Database science = Database.open(project.config().scienceDatabase(), "test-science")) {
            ScienceSchema.migrate(science);
            Recordings recordings = new Recordings(science);
            assertThat(good("recording", "list").output()).isEqualTo("There are none.\n");
            assertThat(good("recording", "add", file.toString()).output()).contains("tape_7 will be cut");
            assertThat(good("recording", "add", file.toString()).output()).contains("tape_7 is known already");
            refused("the recording tape_7 is NEW; only BLOCKED ones are retried", "recording", "retry", "tape_7");

            long id = recordings.find("tape_7").orElseThrow().id();
            recordings.end(id, RecordingState.BLOCKED, "block 3 cannot be read", NOW);
            JsonNode blocked = json("recording", "list", "--json").get(0);
            assertThat(blocked.path("state").asText()).isEqualTo("BLOCKED");
            assertThat(blocked.path("message").asText()).isEqualTo("block 3 cannot be read");

            assertThat(good("recording", "retry", "tape_7").output()).contains("The recording tape_7 is cut again.");
            assertThat(recordings.find("tape_7").orElseThrow().state()).isEqualTo(RecordingState.NEW);
            refused("there is no recording tape_8", "recording", "retry", "tape_8");
        }
    }

    private CommandRun good(String... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.errors()).as(String.join(" ", arguments)).isEmpty();
        assertThat(run.status()).as(String.join(" ", arguments)).isZero();
        return run;
    }

    private JsonNode json(String... arguments) throws Exception {
        return new ObjectMapper().readTree(good(arguments).output());
    }

    private void refused(String reason, String... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.errors()).startsWith("muster: ").contains(reason).hasLineCount(1);
        assertThat(run.status()).isEqualTo(1);
    }

    private CommandRun run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = project.configFile().toString();
        return CommandRun.of(all);
    }

    private double quota() {
        return project.number("select max_results_day from host where id = 7");
    }

    private Map<String, Object> user(String email) {
        return project.work()
                .read(handle -> handle.createQuery("select * from user where email_addr = :email")
                        .bind("email", email)
                        .mapToMap()
                        .one());
    }

    private static boolean opens(Map<String, Object> row, String password) {
        return PasswordHashes.matches(
                (String) row.get("passwd_hash"), PasswordHashes.ofClient(password, (String) row.get("email_addr")));
    }
}
