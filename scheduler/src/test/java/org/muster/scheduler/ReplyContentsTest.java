package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.ExchangeConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.security.Authenticators;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.scheduler.reply.ProjectTextFiles;

/** What a reply says beside tasks. */
class ReplyContentsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String ANNA = authenticator("anna");
    private static final String TRICKLE = "<msg_from_host>\n<result_name>r_1</result_name>\n<time>5</time>\n"
            + "<variety>echo</variety>\n<text>\nhello\n</text>\n</msg_from_host>\n";

    @TempDir
    Path directory;

    private SchedulerBench bench;

    @BeforeEach
    void a_volunteer_with_a_computer() {
        DATABASE.empty();
        DATABASE.work().write(handle -> {
            WorkFixture.user(handle, "anna");
            SchedulerBench.application(handle);
        });
        bench = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY);
        bench.ask(RequestText.from(ANNA));
    }

    @Test
    void a_message_for_a_running_application_goes_to_its_computer_once_and_in_a_form_that_it_can_read() {
        toHost(
                1,
                "<trickle_down><result_name>r_1</result_name><time>7</time><x>" + "y".repeat(600)
                        + "</x></trickle_down>");
        toHost(2, "<trickle_down>\n<result_name>r_2</result_name>\n</trickle_down>");
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1));

        assertThat(reply.text())
                .contains("<trickle_down>\n<result_name>r_1</result_name>\n<time>7</time>\n<x>" + "y".repeat(600)
                        + "</x>\n</trickle_down>\n")
                .doesNotContain("r_2");
        assertThat(bench.number("select count(*) from msg_to_host where handled = 1"))
                .isEqualTo(1);
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 2)).has("trickle_down"))
                .isFalse();
    }

    @Test
    void a_message_that_no_client_could_read_is_set_aside_and_holds_up_nothing() {
        toHost(1, "<trickle_down>\n<result_name>r_1</result_name>\n</trickle_down></scheduler_reply>");
        toHost(1, "<trickle_down>no task is named</trickle_down>");
        toHost(1, "<delete_file_info>old.dat</delete_file_info>");
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1));

        assertThat(reply.value("delete_file_info")).isEqualTo("old.dat");
        assertThat(reply.has("trickle_down")).isFalse();
        assertThat(bench.number("select count(*) from blocked_work where queue = 'msg_to_host'"))
                .isEqualTo(2);
        assertThat(bench.number("select count(*) from msg_to_host where handled = 0"))
                .isEqualTo(2);
    }

    @Test
    void a_message_of_an_application_that_is_sent_again_is_acknowledged_again_and_stored_once() {
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 1).extra(TRICKLE)).has("message_ack"))
                .isTrue();
        assertThat(bench.ask(RequestText.from(ANNA)
                                .host(1, 2)
                                .extra(TRICKLE)
                                .extra(TRICKLE.replace("<time>5", "<time>6")))
                        .has("message_ack"))
                .isTrue();

        assertThat(bench.number("select count(*) from msg_from_host")).isEqualTo(2);
    }

    @Test
    void so_many_messages_at_once_that_some_are_left_are_not_acknowledged_and_come_again() {
        StringBuilder many = new StringBuilder();
        for (int number = 0; number < 1200; number++) {
            many.append(TRICKLE.replace("<time>5", "<time>" + number));
        }
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 1).extra(many.toString()))
                        .has("message_ack"))
                .isFalse();
        assertThat(bench.number("select count(*) from msg_from_host")).isEqualTo(1000);
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 2).extra(many.toString()))
                        .has("message_ack"))
                .isTrue();
        assertThat(bench.number("select count(*) from msg_from_host")).isEqualTo(1200);
    }

    @Test
    void files_that_the_operator_does_not_want_any_more_are_named_for_deletion() throws IOException {
        Files.writeString(directory.resolve("file_delete_regex"), "^old_.*\\.dat$\n\n[broken\n");
        restart();
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1).extra("""
                        <file_info>
                            <name>old_1.dat</name>
                            <nbytes>5.0</nbytes>
                            <status>1</status>
                        </file_info>
                        <file_info>
                            <name>new_1.dat</name>
                            <nbytes>5.0</nbytes>
                            <status>1</status>
                        </file_info>
                        """));

        assertThat(reply.all("delete_file_info"))
                .singleElement()
                .extracting(file -> file.getTextContent())
                .isEqualTo("old_1.dat");
    }

    @Test
    void links_are_filled_for_the_volunteer_and_team_links_are_only_for_members() throws IOException {
        Files.writeString(directory.resolve("gui_urls.xml"), """
                <gui_urls>
                <gui_url>
                <name>Your account, <user_name/></name>
                <url><master_url/>home.php?auth=<authenticator/>&amp;host=<hostid/></url>
                </gui_url>
                <ifteam>
                <gui_url>
                <name>Your team</name>
                <url><master_url/>team.php?id=<teamid/></url>
                </gui_url>
                </ifteam>
                </gui_urls>
                """);
        restart();
        DATABASE.work().write(handle -> handle.execute("update user set name = '<hostid/> & Söhne'"));
        String alone = bench.ask(RequestText.from(ANNA).host(1, 1)).text();
        assertThat(alone)
                .contains("Your account, &lt;hostid/&gt; &amp; S&#195;&#182;hne</name>")
                .contains("<url>http://127.0.0.1:8080/muster/home.php?auth=" + ANNA + "&amp;host=1</url>")
                .doesNotContain("team.php", "ifteam");
        DATABASE.work().write(handle -> {
            handle.execute("insert into team set id = 4, userid = 1, name = 'Kitchen'");
            handle.execute("update user set teamid = 4");
        });
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 2)).text())
                .contains("<url>http://127.0.0.1:8080/muster/team.php?id=4</url>")
                .contains("<teamid>4</teamid>\n<team_name>Kitchen</team_name>");
        String weak = Authenticators.weak(1, ANNA, "");
        assertThat(bench.ask(RequestText.from(weak).host(1, 3)).text())
                .as("a weak key never leads to the strong one")
                .contains("auth=" + weak)
                .doesNotContain(ANNA);
    }

    @Test
    void without_a_file_of_links_clients_get_those_to_our_pages_and_the_volunteers_own_feed_of_news()
            throws IOException {
        Files.deleteIfExists(directory.resolve("gui_urls.xml"));
        restart();
        String key = Authenticators.noticeKey(1, ANNA, "");
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 1)).text())
                .contains("<url>http://127.0.0.1:8080/muster/home.php</url>")
                .contains("<url>http://127.0.0.1:8080/muster/notices.php?userid=1&amp;auth=" + key + "</url>")
                .contains("<poll_interval>3600</poll_interval>");
        Files.writeString(directory.resolve("gui_urls.xml"), "");
        restart();
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 2)).text()).doesNotContain("gui_urls", "rss_feed");
        Files.delete(directory.resolve("gui_urls.xml"));
    }

    @Test
    void the_operators_notice_and_files_go_with_every_reply_and_change_when_they_are_changed() throws IOException {
        AtomicLong clock = new AtomicLong();
        ProjectTextFiles files = new ProjectTextFiles(directory, clock::get);
        assertThat(files.get().notice()).isEmpty();
        Path notice = directory.resolve("notice.txt");
        Files.writeString(notice, "We move on Friday.\n");
        Files.writeString(directory.resolve("project_files.xml"), "<project_files>\n</project_files>\n");
        assertThat(files.get().notice()).as("looked at within this second").isEmpty();
        clock.addAndGet(1_000_000_000L);
        assertThat(files.get().notice()).isEqualTo("We move on Friday.");
        Files.writeString(notice, "We move on Sunday.\n");
        Files.setLastModifiedTime(notice, FileTime.fromMillis(1));
        clock.addAndGet(1_000_000_000L);
        assertThat(files.get().notice()).isEqualTo("We move on Sunday.");
        SchedulerBench fresh = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY);
        ClientReply reply = fresh.ask(RequestText.from(ANNA).host(1, 1));
        assertThat(reply.messages()).contains("We move on Sunday.");
        assertThat(reply.has("project_files")).isTrue();
    }

    @Test
    void what_the_operator_has_set_is_said() {
        SchedulerConfig config = new SchedulerConfig(
                0,
                0,
                0,
                0,
                0,
                false,
                false,
                0,
                0,
                null,
                null,
                new ExchangeConfig(100, 7200, null, false, false, true, true),
                null,
                null);
        ClientReply reply = new SchedulerBench(DATABASE.work(), directory, config)
                .ask(RequestText.from(ANNA).host(1, 1));
        assertThat(reply.value("next_rpc_delay")).isEqualTo("7200.000000");
        assertThat(reply.value("request_delay")).isEqualTo("101.000000");
        assertThat(reply.has("send_full_workload")).isTrue();
        assertThat(reply.has("non_cpu_intensive")).isTrue();
        assertThat(reply.has("ended")).isFalse();
    }

    @Test
    void a_row_in_a_state_that_nobody_knows_is_left_alone_and_does_not_stop_its_computer() {
        DATABASE.work().write(handle -> {
            long workunit = SchedulerBench.work(handle, 1, "odd", 2);
            handle.execute("update result set server_state = 77, hostid = 1, userid = 1 where name = 'odd_0'");
            handle.execute("update result set server_state = 4, outcome = 99, hostid = 1, userid = 1"
                    + " where name = 'odd_1'");
            SchedulerBench.unsent(handle, workunit, 1, "odd_2");
        });
        ClientReply reply = bench.ask(
                RequestText.from(ANNA).host(1, 1).wants(1, 1).has("odd_0").reports("odd_1"));

        assertThat(reply.has("project_is_down")).isFalse();
        assertThat(reply.has("result_abort")).isFalse();
        assertThat(reply.names("result_ack")).containsExactly("odd_1");
        assertThat(reply.tasks()).containsOnlyKeys("odd_2");
        assertThat(bench.result("odd_0", "server_state")).isEqualTo("77");
        assertThat(bench.result("odd_1", "outcome")).isEqualTo("99");
    }

    /** Files of the project directory are looked at again after a second only. */
    private void restart() {
        bench = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY);
    }

    @Test
    void everything_that_happens_to_tasks_is_counted() {
        DATABASE.work().write(handle -> {
            for (int number = 0; number < 3; number++) {
                SchedulerBench.work(handle, 1, "piece" + number, 1);
            }
        });
        bench.ask(RequestText.from(ANNA).host(1, 1).wants(1, 3));
        bench.ask(RequestText.from(ANNA).host(1, 2).wants(1, 3).has("piece1_0", "unknown"));
        bench.ask(RequestText.from(ANNA).host(1, 3).reports("piece0_0"));

        assertThat(bench.counted("tasks", "what", "sent")).isEqualTo(3);
        assertThat(bench.counted("tasks", "what", "resent")).isEqualTo(2);
        assertThat(bench.counted("tasks", "what", "aborted")).isEqualTo(1);
        assertThat(bench.counted("tasks", "what", "reported")).isEqualTo(1);
        assertThat(bench.counted("requests", "outcome", "work")).isEqualTo(2);
        assertThat(bench.counted("requests", "outcome", "no_work")).isEqualTo(2);
        assertThat(bench.metrics.get("muster.scheduler.service").timer().count())
                .isEqualTo(4);
        assertThat(bench.metrics.get("muster.scheduler.waiting").timer().count())
                .isEqualTo(4);
        assertThat(bench.metrics.get("muster.scheduler.queue").gauge().value()).isZero();
    }

    private static void toHost(long host, String xml) {
        DATABASE.work()
                .write(handle -> handle.createUpdate("insert into msg_to_host set hostid = :host, xml = :xml")
                        .bind("host", host)
                        .bind("xml", xml)
                        .execute());
    }
}
