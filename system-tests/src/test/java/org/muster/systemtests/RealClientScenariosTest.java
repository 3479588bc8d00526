package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What volunteers do to their clients and operators to their projects, with a stock client in the middle. */
@Tag("real-client")
final class RealClientScenariosTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static StepsProject project;

    private final String scenario;
    private StockClient client;
    private String account;

    RealClientScenariosTest(TestInfo test) {
        scenario = test.getTestMethod().orElseThrow().getName();
    }

    private static final Pattern TOTAL_CREDIT = Pattern.compile("user_total_credit: ([0-9.]+)");

    @BeforeAll
    static void a_project_with_an_application_of_short_tasks() throws Exception {
        project = StepsProject.start();
        project.publish("A telescope & a half", "It listens again.");
    }

    @AfterAll
    static void stop() throws Exception {
        project.close();
    }

    @BeforeEach
    void a_client_of_a_new_account() throws Exception {
        boolean oneOfSeveral = !scenario.contains("the_only_client");
        client = StockClient.start(StepsProject.DIRECTORY.resolve("client-" + scenario.hashCode()), oneOfSeveral);
        String name = "user" + Integer.toHexString(scenario.hashCode());
        account = client.createAccount(project.url(), name + "@example.invalid", "correct horse", name);
        client.attach(project.url(), account);
    }

    @AfterEach
    void no_work_is_left_for_the_next() throws Exception {
        client.close();
        project.cancelAll();
    }

    @Test
    void a_running_task_shows_how_far_it_is_and_is_credited_in_the_end() throws Exception {
        project.workunit("shown", 30, "");
        updateUntil("the task is under way", () -> client.fractionDone("shown_0") > 0);

        double before = client.fractionDone("shown_0");
        Waiting.until("it gets on", PATIENCE, () -> client.fractionDone("shown_0") > before);

        assertThat(before).isBetween(0.01, 0.99);
        finished("shown_0");
        Waiting.until("it is credited", PATIENCE, () -> project.creditOf("shown_0") > 0);
    }

    @Test
    void after_detach_and_attach_it_is_the_same_computer_and_goes_on_with_its_work() throws Exception {
        project.workunit("again", 16, "");
        updateUntil("the task is under way", () -> client.fractionDone("again_0") > 0);
        long host = project.hostOf("again_0");

        client.detach(project.url());
        Waiting.until(
                "it is gone",
                PATIENCE,
                () -> client.task("again_0", "name").isEmpty() && client.fractionDone("again_0") == 0);
        client.attach(project.url(), account);

        updateUntil("the task is back", () -> client.fractionDone("again_0") > 0);
        assertThat(client.log()).contains("Resent lost task again_0");
        finished("again_0");
        assertThat(project.hostOf("again_0")).isEqualTo(host);
        assertThat(project.number(
                        "select count(*) from host where userid = (select userid from host where id = " + host + ")"))
                .as("one computer")
                .isEqualTo(1);
        assertThat(project.number("select count(*) from result where name like 'again\\_%'"))
                .as("nothing was sent anew")
                .isEqualTo(1);
    }

    @Test
    void the_only_client_of_a_machine_gets_its_work_back_too() throws Exception {
        project.workunit("left", 16, "");
        updateUntil("the task is under way", () -> client.fractionDone("left_0") > 0);
        long host = project.hostOf("left_0");

        client.detach(project.url());
        Waiting.until("it is gone", PATIENCE, () -> client.fractionDone("left_0") == 0);
        client.attach(project.url(), account);

        updateUntil("the task is back", () -> client.fractionDone("left_0") > 0);
        finished("left_0");
        assertThat(project.hostOf("left_0")).isEqualTo(host);
        assertThat(project.number("select count(*) from result where name like 'left\\_%'"))
                .as("nobody else is asked to do it")
                .isEqualTo(1);
    }

    @Test
    void work_that_is_cancelled_is_aborted_at_the_client() throws Exception {
        project.workunit("cancelled", 1000, "");
        updateUntil("the task is under way", () -> client.fractionDone("cancelled_0") > 0);

        project.cancel("cancelled");

        updateUntil("the task is reported", () -> project.serverState("cancelled_0") == 5);
        assertThat(project.outcome("cancelled_0")).as("client error").isEqualTo(3);
        assertThat(project.number("select exit_status from result where name = 'cancelled_0'"))
                .as("aborted by project")
                .isEqualTo(202);
        Waiting.until(
                "the client forgets it",
                PATIENCE,
                () -> client.task("cancelled_0", "state").isEmpty());
    }

    @Test
    void a_task_that_its_data_directory_lost_is_sent_again() throws Exception {
        project.workunit("lost", 16, "");
        updateUntil("the task is under way", () -> client.fractionDone("lost_0") > 0);
        long host = project.hostOf("lost_0");

        client.stop();
        ClientStateFile.forget(client.directory(), "lost_0");
        client.startAgain();

        assertThat(client.task("lost_0", "state")).as("lost indeed").isEmpty();
        finished("lost_0");
        assertThat(client.log()).contains("Resent lost task lost_0");
        assertThat(project.hostOf("lost_0")).isEqualTo(host);
        assertThat(project.number("select count(*) from result where name like 'lost\\_%'"))
                .isEqualTo(1);
    }

    @Test
    void a_message_of_the_application_arrives_once() throws Exception {
        project.workunit("said", 8, "say");
        finished("said_0");

        assertThat(project.messageOf("said_0"))
                .contains("<result_name>said_0</result_name>", "<text>\nstep 0 & more\n</text>")
                .doesNotContain("variety");
        assertThat(project.number("select count(*) from msg_from_host where variety = 'steps' and xml like '%said_0%'"))
                .as("it came once and was acknowledged")
                .isEqualTo(1);
    }

    @Test
    void a_message_to_a_running_application_arrives() throws Exception {
        project.workunit("told", 8, "talk");
        updateUntil("the task has asked", () -> !project.messageOf("told_0").isEmpty());

        project.answer("told_0", "well done");

        finished("told_0");
        assertThat(project.outputOf("told_0")).contains("counted 8", "well done");
        assertThat(project.number("select count(*) from msg_to_host where handled = 0"))
                .isZero();
    }

    @Test
    void a_project_that_is_stopped_and_started_again_loses_no_work() throws Exception {
        project.workunit("kept", 10, "");
        updateUntil("the task is under way", () -> client.fractionDone("kept_0") > 0);
        project.workunit("later", 4, "");

        Files.createFile(project.stopFile());
        client.update(project.url());
        Waiting.until(
                "the client hears it",
                PATIENCE,
                () -> client.log().contains("Project is temporarily shut down for maintenance"));
        Waiting.until(
                "it goes on computing",
                PATIENCE,
                () -> client.task("kept_0", "state").equals("uploaded"));
        client.update(project.url());
        Waiting.until(
                "it hears it again",
                PATIENCE,
                () -> client.log().split("Project is temporarily shut down", -1).length > 2);
        assertThat(client.task("kept_0", "state")).isEqualTo("uploaded");
        assertThat(project.serverState("kept_0")).as("still out").isEqualTo(4);
        Files.delete(project.stopFile());

        finished("kept_0");
        finished("later_0");
        assertThat(project.number("select count(*) from result where name like 'kept\\_%'"))
                .isEqualTo(1);
    }

    @Test
    void news_arrive_as_notices_and_the_volunteers_share_venue_and_credit_are_the_clients() throws Exception {
        project.workunit("newsworthy", 4, "");
        finished("newsworthy_0");
        long host = project.hostOf("newsworthy_0");
        Waiting.until("it is credited", PATIENCE, () -> project.creditOf("newsworthy_0") > 0);

        project.prefer(host, "250", "school", "<max_ncpus_pct>37.000000</max_ncpus_pct>");

        updateUntil(
                "the notice is shown",
                () -> client.command("--get_notices", "0").contains("It listens again."));
        updateUntil(
                "the share is known",
                () -> client.command("--get_project_status").contains("resource share: 250"));
        updateUntil(
                "the credit is known",
                () -> TOTAL_CREDIT
                        .matcher(client.command("--get_project_status"))
                        .results()
                        .anyMatch(credit -> Double.parseDouble(credit.group(1)) > 0));
        updateUntil(
                "the venue's computing preferences are known",
                () -> Files.exists(client.directory().resolve("global_prefs.xml"))
                        && Files.readString(client.directory().resolve("global_prefs.xml"))
                                .contains("<max_ncpus_pct>37.000000</max_ncpus_pct>"));
        updateUntil(
                "the venue is known",
                () -> Files.readString(client.directory().resolve("client_state.xml"))
                        .contains("<host_venue>school</host_venue>"));
    }

    /** The volunteer presses Update every now and then, since clients wait for minutes by themselves. */
    private void updateUntil(String what, Callable<Boolean> condition) throws Exception {
        Waiting.until(what, PATIENCE, () -> {
            if (condition.call()) {
                return true;
            }
            client.update(project.url());
            Thread.sleep(1_500);
            return condition.call();
        });
    }

    private void finished(String result) throws Exception {
        updateUntil(result + " is reported", () -> project.outcome(result) != 0);
        assertThat(project.outcome(result)).as("success").isEqualTo(1);
    }
}
