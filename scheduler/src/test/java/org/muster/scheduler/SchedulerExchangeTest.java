package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FileDigest;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.security.Authenticators;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class SchedulerExchangeTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String ANNA = authenticator("anna");

    @TempDir
    Path directory;

    private SchedulerBench bench;
    private Database database;
    private long app;

    @BeforeEach
    void a_project_with_one_volunteer() {
        DATABASE.empty();
        database = DATABASE.work();
        bench = new SchedulerBench(database, directory, SchedulerBench.ANYBODY);
        database.write(handle -> {
            WorkFixture.user(handle, "anna");
            app = SchedulerBench.application(handle);
        });
    }

    @Test
    void a_first_request_gets_an_id_the_project_key_and_one_task() {
        work("piece", 5);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(1, 0));

        assertThat(reply.hostId()).isEqualTo(1);
        assertThat(reply.tasks()).hasSize(1);
        assertThat(reply.value("user_name")).isEqualTo("anna");
        assertThat(reply.value("email_hash")).isEqualTo(md5("anna@example.invalid"));
        assertThat(reply.value("external_cpid")).isEqualTo(md5(authenticator("cpidanna") + "anna@example.invalid"));
        assertThat(reply.text()).contains("<code_sign_key>\n" + key() + "\n</code_sign_key>\n");
        assertThat(reply.text()).contains("<dont_use_dcf/>\n").contains("<team_name></team_name>\n");
        assertThat(bench.number("select count(*) from host_app_version where host_id = 1"))
                .isEqualTo(1);

        String name = reply.tasks().keySet().iterator().next();
        assertThat(bench.result(name, "server_state")).isEqualTo("" + ServerState.IN_PROGRESS.code());
        assertThat(bench.result(name, "hostid")).isEqualTo("1");
        assertThat(bench.result(name, "userid")).isEqualTo("1");
        assertThat(bench.result(name, "sent_time")).isEqualTo("" + SchedulerBench.START);
        assertThat(bench.result(name, "report_deadline")).isEqualTo("" + (SchedulerBench.START + 86_400));
        assertThat(bench.result(name, "app_version_id")).isEqualTo("1");
        assertThat(bench.number("select count(*) from result where flops_estimate = 1e9"))
                .isEqualTo(1);
    }

    @Test
    void a_second_request_is_answered_without_an_id_and_without_the_key() {
        bench.ask(RequestText.from(ANNA).wants(1, 0));
        ClientReply reply =
                bench.ask(RequestText.from(ANNA).host(1, 0).codeSignKey(key()).wants(1, 0));

        assertThat(reply.has("hostid")).isFalse();
        assertThat(reply.has("code_sign_key")).isFalse();
        assertThat(reply.messages()).contains("No tasks sent", "Project has no tasks available");
    }

    @Test
    void a_client_with_an_unknown_key_gets_no_work_but_its_reports_are_taken() {
        work("piece", 2);
        String task = attachAndTakeOne();
        ClientReply reply = bench.ask(RequestText.from(ANNA)
                .host(1, 1)
                .codeSignKey("1024\nabc\n.")
                .wants(1, 1)
                .reports(task));

        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.names("result_ack")).containsExactly(task);
        assertThat(reply.messages())
                .contains("The project has changed its security key. Please remove and add this project.");
    }

    @Test
    void requested_seconds_decide_how_many_tasks_are_sent() {
        work("piece", 40);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(35, 0));

        assertThat(reply.tasks()).as("each takes 10 seconds").hasSize(4);
    }

    @Test
    void requested_instances_are_filled_even_if_few_seconds_are_wanted() {
        work("piece", 40);
        assertThat(bench.ask(RequestText.from(ANNA).wants(1, 2)).tasks()).hasSize(2);
    }

    @Test
    void a_reply_carries_no_more_tasks_than_ten_for_each_processor() {
        work("piece", 40);
        assertThat(bench.ask(RequestText.from(ANNA).wants(1e6, 2)).tasks()).hasSize(20);
    }

    @Test
    void who_wants_no_new_tasks_gets_none() {
        work("piece", 2);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(100, 1).noNewTasks());

        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.messages()).isEmpty();
    }

    @Test
    void sending_a_task_makes_its_workunit_due_at_the_deadline() {
        work("piece", 1);
        database.write(handle -> handle.execute("update workunit set transition_time = 2147483647"));
        attachAndTakeOne();

        assertThat(bench.number("select transition_time from workunit")).isEqualTo(SchedulerBench.START + 86_400);
    }

    @Test
    void a_report_is_stored_and_acknowledged_and_makes_the_workunit_due() {
        work("piece", 1);
        String task = attachAndTakeOne();
        database.write(handle -> handle.execute("update workunit set transition_time = 2147483647"));
        bench.later(3600);
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1).reports(task));

        assertThat(reply.names("result_ack")).containsExactly(task);
        assertThat(bench.result(task, "server_state")).isEqualTo("" + ServerState.OVER.code());
        assertThat(bench.result(task, "outcome")).isEqualTo("" + Outcome.SUCCESS.code());
        assertThat(bench.result(task, "client_state")).isEqualTo("5");
        assertThat(bench.result(task, "validate_state")).isEqualTo("0");
        assertThat(bench.result(task, "received_time")).isEqualTo("" + bench.now.get());
        assertThat(bench.number("select count(*) from result where cpu_time = 3.5 and elapsed_time = 4"
                        + " and peak_disk_usage = 34436"))
                .isEqualTo(1);
        assertThat(bench.result(task, "app_version_num")).isEqualTo("100");
        assertThat(bench.result(task, "cast(stderr_out as char)"))
                .startsWith("\n<core_client_version>7.20.5</core_client_version>")
                .contains("a line <tag> & &#195;&#169;");
        assertThat(bench.result(task, "cast(xml_doc_out as char)"))
                .isEqualTo("<file_info>\n    <name>" + task
                        + "_r1_0</name>\n    <nbytes>600.000000</nbytes>\n</file_info>\n");
        assertThat(bench.number("select transition_time from workunit")).isEqualTo(bench.now.get());
    }

    @Test
    void a_failure_is_stored_as_a_failure_and_ends_the_row_of_valid_tasks() {
        work("piece", 1);
        String task = attachAndTakeOne();
        database.write(handle -> handle.execute("update host_app_version set consecutive_valid = 7"));
        bench.ask(RequestText.from(ANNA).host(1, 1).reports(task, 3, 195));

        assertThat(bench.result(task, "outcome")).isEqualTo("" + Outcome.CLIENT_ERROR.code());
        assertThat(bench.result(task, "validate_state")).isEqualTo("2");
        assertThat(bench.result(task, "exit_status")).isEqualTo("195");
        assertThat(bench.number("select consecutive_valid from host_app_version"))
                .isZero();
    }

    @Test
    void a_report_whose_reply_was_lost_is_acknowledged_once_more_and_counted_once() {
        work("piece", 1);
        String task = attachAndTakeOne();
        bench.later(60);
        bench.ask(RequestText.from(ANNA).host(1, 1).reports(task));
        long received = bench.now.get();
        database.write(handle -> handle.execute("update workunit set transition_time = 2147483647"));
        bench.later(60);
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 2).reports(task, 3, 1));

        assertThat(reply.names("result_ack")).containsExactly(task);
        assertThat(bench.result(task, "outcome")).isEqualTo("" + Outcome.SUCCESS.code());
        assertThat(bench.result(task, "received_time")).isEqualTo("" + received);
        assertThat(bench.number("select transition_time from workunit"))
                .as("nothing new to look at")
                .isEqualTo(2_147_483_647);
    }

    @Test
    void reports_of_unknown_and_unsent_and_foreign_tasks_are_acknowledged_and_change_nothing() {
        work("piece", 1);
        database.write(handle -> {
            long other = WorkFixture.user(handle, "bert");
            long host = WorkFixture.host(handle, other, "elsewhere");
            long workunit = SchedulerBench.work(handle, app, "berts", 0);
            WorkFixture.result(
                    handle,
                    workunit,
                    app,
                    "berts_0",
                    ServerState.IN_PROGRESS.code(),
                    Map.of("hostid", host, "userid", other));
        });
        ClientReply reply = bench.ask(RequestText.from(ANNA)
                .reports("nobody_knows_me")
                .reports("piece0_0")
                .reports("berts_0")
                .reports("berts_0"));

        assertThat(reply.names("result_ack")).containsExactly("nobody_knows_me", "piece0_0", "berts_0");
        assertThat(bench.result("berts_0", "server_state")).isEqualTo("" + ServerState.IN_PROGRESS.code());
        assertThat(bench.result("piece0_0", "server_state")).isEqualTo("" + ServerState.UNSENT.code());
    }

    @Test
    void a_late_report_is_taken() {
        work("piece", 1);
        String task = attachAndTakeOne();
        database.write(handle -> handle.execute("update result set server_state = 5, outcome = 4"));
        bench.ask(RequestText.from(ANNA).host(1, 1).reports(task));

        assertThat(bench.result(task, "outcome")).isEqualTo("" + Outcome.SUCCESS.code());
    }

    @Test
    void another_computer_of_the_account_may_report() {
        work("piece", 1);
        String task = attachAndTakeOne();
        ClientReply reply = bench.ask(RequestText.from(ANNA)
                .identifier("another")
                .domainName("cellar")
                .reports(task));

        assertThat(reply.hostId()).isEqualTo(2);
        assertThat(bench.result(task, "hostid")).isEqualTo("2");
        assertThat(bench.result(task, "server_state")).isEqualTo("" + ServerState.OVER.code());
    }

    @Test
    void a_task_that_never_arrived_is_sent_again() {
        work("piece", 3);
        String task = attachAndTakeOne();
        bench.later(100);
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1).wants(100, 2));

        assertThat(reply.tasks()).as("and nothing new").containsOnlyKeys(task);
        assertThat(ClientReply.value(reply.tasks().get(task), "report_deadline"))
                .isEqualTo("" + (SchedulerBench.START + 86_400));
        assertThat(reply.messages()).containsExactly("Resent lost task " + task);
        assertThat(bench.number("select count(*) from result where server_state = 4"))
                .isEqualTo(1);
    }

    @Test
    void a_task_that_never_arrived_and_is_not_wanted_any_more_is_given_up() {
        work("piece", 1);
        String task = attachAndTakeOne();
        database.write(handle -> handle.execute("update workunit set error_mask = 16, transition_time = 2147483647"));
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1).wants(100, 2));

        assertThat(reply.tasks()).isEmpty();
        assertThat(bench.result(task, "report_deadline")).isEqualTo("" + (bench.now.get() - 1));
        assertThat(bench.number("select transition_time from workunit")).isEqualTo(bench.now.get());
    }

    @Test
    void without_a_list_of_its_tasks_nothing_is_sent_again_or_aborted() {
        work("piece", 1);
        String task = attachAndTakeOne();
        database.write(handle -> handle.execute("update workunit set error_mask = 16"));
        ClientReply reply =
                bench.ask(RequestText.from(ANNA).host(1, 1).wants(100, 2).withoutOthers());

        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.has("result_abort")).isFalse();
        assertThat(bench.result(task, "report_deadline")).isEqualTo("" + (SchedulerBench.START + 86_400));
    }

    @Test
    void tasks_that_are_not_wanted_any_more_are_aborted() {
        work("kept", 1);
        work("cancelled", 1);
        work("finished", 1);
        work("late", 1);
        bench.ask(RequestText.from(ANNA).wants(1, 4));
        database.write(handle -> {
            handle.execute("update workunit set error_mask = 16 where name = 'cancelled0'");
            handle.execute("update workunit set assimilate_state = 2 where name = 'finished0'");
            handle.execute("update result set server_state = 5, outcome = 4 where name = 'late0_0'");
        });
        ClientReply reply = bench.ask(
                RequestText.from(ANNA).host(1, 1).has("kept0_0", "cancelled0_0", "finished0_0", "late0_0", "unknown"));

        assertThat(reply.names("result_abort")).containsExactly("cancelled0_0", "unknown");
        assertThat(reply.names("result_abort_if_not_started")).containsExactly("finished0_0", "late0_0");
    }

    @Test
    void a_client_that_attaches_again_gets_its_computer_and_its_unfinished_tasks_back() {
        work("piece", 2);
        String task = attachAndTakeOne();
        bench.later(10);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(1, 0));

        assertThat(reply.hostId()).isEqualTo(1);
        assertThat(reply.tasks()).containsOnlyKeys(task);
        assertThat(bench.result(task, "server_state")).isEqualTo("" + ServerState.IN_PROGRESS.code());
    }

    @Test
    void a_reinstalled_computer_gets_its_row_back_and_the_tasks_of_the_client_before_it_are_over() {
        work("piece", 2);
        String task = attachAndTakeOne();
        database.write(handle -> handle.execute("update workunit set transition_time = 2147483647"));
        bench.later(10);
        ClientReply reply =
                bench.ask(RequestText.from(ANNA).identifier("new client").wants(1, 0));

        assertThat(reply.hostId()).isEqualTo(1);
        assertThat(reply.tasks()).hasSize(1).doesNotContainKey(task);
        assertThat(bench.result(task, "outcome")).isEqualTo("" + Outcome.CLIENT_DETACHED.code());
        assertThat(bench.number("select transition_time from workunit where id = (select workunitid from result"
                        + " where name = '" + task + "')"))
                .isEqualTo(bench.now.get());
    }

    @Test
    void a_copied_client_gets_a_computer_of_its_own() {
        bench.ask(RequestText.from(ANNA));
        bench.ask(RequestText.from(ANNA).host(1, 5));
        bench.later(1);
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 3).multipleAllowed());

        assertThat(reply.hostId()).isEqualTo(2);
        assertThat(bench.number("select rpc_seqno from host where id = 2")).isZero();
        assertThat(bench.number("select rpc_seqno from host where id = 1")).isEqualTo(5);
        assertThat(reply.messages()).hasSize(1);
    }

    @Test
    void a_repeated_request_number_is_no_reason_for_a_new_computer() {
        bench.ask(RequestText.from(ANNA));
        bench.ask(RequestText.from(ANNA).host(1, 4));

        assertThat(bench.ask(RequestText.from(ANNA).host(1, 4)).has("hostid")).isFalse();
    }

    @Test
    void a_merged_computer_is_told_its_new_id() {
        database.write(handle -> {
            WorkFixture.row(handle, "host", Map.of("userid", 0, "rpc_seqno", 2));
            WorkFixture.row(handle, "host", Map.of("userid", 0, "rpc_seqno", 3));
            WorkFixture.row(handle, "host", Map.of("userid", 1, "rpc_seqno", 900));
        });
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 7)).hostId()).isEqualTo(3);
        assertThat(bench.number("select rpc_seqno from host where id = 3")).isZero();
    }

    @Test
    void computers_merged_in_a_circle_end_in_a_new_one() {
        database.write(handle -> {
            WorkFixture.row(handle, "host", Map.of("userid", 0, "rpc_seqno", 2));
            WorkFixture.row(handle, "host", Map.of("userid", 0, "rpc_seqno", 1));
        });
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 7)).hostId()).isEqualTo(3);
    }

    @Test
    void a_computer_that_moves_to_another_account_gets_a_row_there() {
        database.write(handle -> WorkFixture.user(handle, "bert"));
        bench.ask(RequestText.from(ANNA));
        ClientReply reply = bench.ask(RequestText.from(authenticator("bert")).host(1, 1));

        assertThat(reply.hostId()).isEqualTo(2);
        assertThat(reply.value("user_name")).isEqualTo("bert");
        assertThat(bench.number("select userid from host where id = 1")).isEqualTo(1);
    }

    @Test
    void two_clients_of_one_machine_are_told_apart_by_their_identifiers() {
        assertThat(bench.ask(RequestText.from(ANNA).identifier("one").multipleAllowed())
                        .hostId())
                .isEqualTo(1);
        assertThat(bench.ask(RequestText.from(ANNA).identifier("two").multipleAllowed())
                        .hostId())
                .isEqualTo(2);
        assertThat(bench.ask(RequestText.from(ANNA).identifier("one").multipleAllowed())
                        .hostId())
                .isEqualTo(1);
    }

    @Test
    void a_weak_key_lets_work_but_not_change_the_account() {
        work("piece", 1);
        String weak = Authenticators.weak(1, ANNA, "");
        ClientReply reply = bench.ask(RequestText.from(weak).wants(1, 0).crossProjectId("f".repeat(32)));

        assertThat(reply.tasks()).hasSize(1);
        assertThat(bench.number("select count(*) from user where cross_project_id = '" + "f".repeat(32) + "'"))
                .isZero();
    }

    @Test
    void a_strong_key_takes_over_the_identifier_of_other_projects() {
        bench.ask(RequestText.from(ANNA).crossProjectId("f".repeat(32)));

        assertThat(bench.number("select count(*) from user where cross_project_id = '" + "f".repeat(32) + "'"))
                .isEqualTo(1);
    }

    @Test
    void wrong_keys_are_refused_with_a_notice_and_nothing_else() {
        for (String wrong :
                new String[] {"", "nobody", "1_" + "0".repeat(32), "' or 1=1", ANNA.toUpperCase(Locale.ROOT)}) {
            ClientReply reply = bench.ask(RequestText.from(wrong).wants(1, 0));

            assertThat(reply.messages())
                    .containsExactly("Invalid or missing account key. To fix, remove and add this project.");
            assertThat(reply.value("request_delay")).isEqualTo("3600.000000");
            assertThat(reply.has("userid")).isFalse();
        }
        assertThat(bench.number("select count(*) from host")).isZero();
    }

    @Test
    void a_computer_that_was_shut_out_is_not_served() {
        bench.ask(RequestText.from(ANNA));
        database.write(handle -> handle.execute("update host set max_results_day = -1"));
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1).wants(1, 1));

        assertThat(reply.messages()).containsExactly("Not accepting requests from this host");
        assertThat(reply.value("request_delay")).isEqualTo("86400.000000");
    }

    @Test
    void a_computer_of_an_unknown_kind_is_told_so_and_its_reports_are_taken() {
        work("piece", 2);
        String task = attachAndTakeOne();
        ClientReply reply = bench.ask(
                RequestText.from(ANNA).host(1, 1).platform("abacus").wants(1, 1).reports(task));

        assertThat(reply.messages()).contains("This project doesn't support computers of type abacus", "No tasks sent");
        assertThat(reply.names("result_ack")).containsExactly(task);
    }

    @Test
    void the_computer_is_described_in_its_row_and_written_again_only_when_it_changes() {
        bench.ask(RequestText.from(ANNA));
        assertThat(count("domain_name = 'kitchen' and p_ncpus = 2 and timezone = 3600 and m_nbytes = 8e9"
                        + " and os_name = 'Linux Debian' and external_ip_addr = '198.51.100.7' and host_cpid = '"
                        + md5("identifier0000000000000000000000anna@example.invalid") + "'"))
                .isEqualTo(1);
        database.write(handle -> handle.execute("update host set serialnum = 'x', d_free = d_free * 1.001"));
        bench.ask(RequestText.from(ANNA).host(1, 1));
        assertThat(count("d_free > 81901776896")).as("left alone").isEqualTo(1);
        bench.ask(RequestText.from(ANNA).host(1, 2).domainName("attic"));
        assertThat(count("domain_name = 'attic' and d_free = 81901776896 and serialnum = 'x'"))
                .isEqualTo(1);
    }

    @Test
    void messages_of_applications_are_stored_and_acknowledged() {
        ClientReply reply = bench.ask(RequestText.from(ANNA)
                .extra("<msg_from_host>\n<result_name>r</result_name>\n<time>5</time>\n<variety>echo</variety>\n"
                        + "<text>\n<x>a &amp; </b> <\n</text>\n</msg_from_host>\n"));

        assertThat(reply.has("message_ack")).isTrue();
        assertThat(bench.number("select count(*) from msg_from_host where variety = 'echo' and handled = 0"
                        + " and hostid = 1 and xml like '%<x>a &amp; </b> <%' and xml not like '%variety%'"))
                .isEqualTo(1);
    }

    @Test
    void preferences_of_the_project_go_with_every_reply() {
        String preferences = "<project_preferences>\n<resource_share>50</resource_share>\n</project_preferences>\n";
        database.write(handle -> handle.createUpdate("update user set project_prefs = :xml")
                .bind("xml", preferences.getBytes(StandardCharsets.UTF_8))
                .execute());
        assertThat(bench.ask(RequestText.from(ANNA)).text()).contains(preferences);
    }

    @Test
    void preferences_changed_elsewhere_are_stored_and_newer_ones_of_ours_are_sent() {
        String newer = "<global_preferences>\n<mod_time>2000</mod_time>\n</global_preferences>";
        String older = "<global_preferences>\n<mod_time>1000</mod_time>\n</global_preferences>";
        String hash = "<global_prefs_source_email_hash>" + md5("anna@example.invalid")
                + "</global_prefs_source_email_hash>\n";
        bench.ask(RequestText.from(ANNA).extra(newer + "\n" + hash));
        assertThat(bench.number("select count(*) from user where cast(global_prefs as char) = '" + newer + "'"))
                .isEqualTo(1);
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1).extra(older + "\n" + hash));

        assertThat(reply.text()).contains(newer);
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 2).extra(newer + "\n" + hash))
                        .has("global_preferences"))
                .isFalse();
    }

    @Test
    void while_the_stop_file_is_there_the_project_is_down() throws IOException {
        Files.createFile(directory.resolve("stop_sched"));
        work("piece", 1);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(1, 0));

        assertThat(reply.has("project_is_down")).isTrue();
        assertThat(reply.messages()).containsExactly("Project is temporarily shut down for maintenance");
        assertThat(reply.value("request_delay")).isEqualTo("3600.000000");
        Files.delete(directory.resolve("stop_sched"));
        assertThat(bench.ask(RequestText.from(ANNA).wants(1, 0)).tasks()).hasSize(1);
    }

    @Test
    void two_results_of_a_workunit_never_go_to_one_account() {
        SchedulerBench strict = new SchedulerBench(database, directory, SchedulerBench.ONE_PER_USER);
        database.write(handle -> {
            WorkFixture.user(handle, "bert");
            SchedulerBench.work(handle, app, "pair", 2);
        });
        ClientReply first = strict.ask(RequestText.from(ANNA).wants(1, 2));
        assertThat(first.tasks()).hasSize(1);
        String given = first.tasks().keySet().iterator().next();
        ClientReply second =
                strict.ask(RequestText.from(ANNA).host(1, 1).wants(1, 2).has(given));
        assertThat(second.tasks()).isEmpty();
        assertThat(second.messages())
                .containsExactly(
                        "No tasks sent",
                        "The tasks that are left belong to work of which you already have or had a task");
        ClientReply other = strict.ask(RequestText.from(authenticator("bert")).wants(1, 2));
        assertThat(other.tasks()).hasSize(1).doesNotContainKey(given);
    }

    @Test
    void work_is_found_behind_many_workunits_that_the_account_has_already() {
        SchedulerBench strict = new SchedulerBench(database, directory, SchedulerBench.ONE_PER_USER);
        database.write(handle -> {
            for (int number = 0; number < 300; number++) {
                SchedulerBench.work(handle, app, "pair" + number, 2);
            }
            handle.execute("update result set server_state = 4, hostid = 9, userid = 1 where name like '%\\_1'");
            SchedulerBench.work(handle, app, "fresh", 1);
        });
        assertThat(strict.ask(RequestText.from(ANNA).wants(1, 1)).tasks()).containsOnlyKeys("fresh_0");
    }

    @Test
    void a_task_that_another_scheduler_gave_out_is_left_out() {
        work("piece", 2);
        bench.feed();
        database.write(handle ->
                handle.execute("update result set server_state = 4, hostid = 99, userid = 99 where name = 'piece0_0'"));
        ClientReply reply = bench.askUnfed(RequestText.from(ANNA).wants(1, 2));

        assertThat(reply.tasks()).containsOnlyKeys("piece1_0");
        assertThat(bench.result("piece0_0", "hostid")).isEqualTo("99");
    }

    private long count(String where) {
        return bench.number("select count(*) from host where " + where);
    }

    private void work(String name, int workunits) {
        database.write(handle -> {
            for (int number = 0; number < workunits; number++) {
                SchedulerBench.work(handle, app, name + number, 1);
            }
        });
    }

    private String attachAndTakeOne() {
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(1, 0));
        assertThat(reply.tasks()).hasSize(1);
        return reply.tasks().keySet().iterator().next();
    }

    private String key() {
        try {
            return Files.readString(directory.resolve("keys/code_sign_public")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String md5(String text) {
        return FileDigest.of(text.getBytes(StandardCharsets.UTF_8)).md5();
    }
}
