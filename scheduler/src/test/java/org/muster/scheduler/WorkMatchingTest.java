package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.InProgressConfig;
import org.muster.common.config.ReliableConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.config.WorkRulesConfig;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** The rules on a real database: what they read, and what is written of their decisions. */
class WorkMatchingTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String ANNA = authenticator("anna");
    private static final String BERT = authenticator("bert");
    private static final long NOW = SchedulerBench.START;

    @TempDir
    Path directory;

    private Database database;
    private long app;

    @BeforeEach
    void a_project_with_two_volunteers() {
        DATABASE.empty();
        database = DATABASE.work();
        database.write(handle -> {
            WorkFixture.user(handle, "anna");
            WorkFixture.user(handle, "bert");
            app = SchedulerBench.application(handle);
        });
    }

    private SchedulerBench bench(int quota, WorkRulesConfig rules) {
        return new SchedulerBench(
                database, directory, new SchedulerConfig(0, 0, 0, 0, quota, true, true, 0, 0).withRules(rules));
    }

    private SchedulerBench bench() {
        return bench(0, null);
    }

    @Test
    void a_workunit_of_an_adaptive_application_is_computed_twice_when_the_computer_is_not_trusted() {
        change("update app set target_nresults = 2");
        single("piece");
        SchedulerBench bench = bench();

        assertThat(bench.ask(RequestText.from(ANNA).wants(1, 1)).tasks()).hasSize(1);

        assertThat(workunit("target_nresults, min_quorum, transition_time"))
                .containsValues(2, 2)
                .containsValue(NOW);
        assertThat(bench.number("select max_total_results from workunit")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_trusted_computer_computes_it_alone() {
        change("update app set target_nresults = 2");
        single("piece");
        SchedulerBench bench = bench();
        bench.ask(RequestText.from(ANNA));
        change("insert into host_app_version (host_id, app_version_id, consecutive_valid) values (1, 1, 2000000000)");

        assertThat(bench.ask(RequestText.from(ANNA).host(1, 0).wants(1, 1)).tasks())
                .hasSize(1);

        assertThat(workunit("target_nresults, min_quorum")).containsValues(1, 1);
        assertThat(bench.number("select transition_time from workunit"))
                .as("not before the transitioner has to look anyway")
                .isGreaterThanOrEqualTo(bench.number("select least(transition_time, " + NOW + ") from workunit"));
    }

    @Test
    void the_first_computer_sets_the_class_of_the_workunit() {
        change("update app set homogeneous_redundancy = 1");
        twice("piece");
        SchedulerBench bench = bench();

        bench.ask(RequestText.from(ANNA).processor("GenuineIntel", "Xeon").wants(1, 1));
        ClientReply other = bench.ask(
                RequestText.from(BERT).processor("AuthenticAMD", "Opteron").wants(1, 1));
        ClientReply same = bench.ask(RequestText.from(BERT)
                .identifier("another0")
                .domainName("office")
                .processor("GenuineIntel", "Xeon")
                .wants(1, 1));

        assertThat(bench.number("select hr_class from workunit")).isEqualTo(256 + 11);
        assertThat(other.tasks()).isEmpty();
        assertThat(other.messages()).contains("Tasks are committed to other types of computers");
        assertThat(same.tasks()).hasSize(1);
    }

    @Test
    void a_computer_of_unknown_kind_gets_no_work_that_needs_to_know() {
        change("update app set homogeneous_redundancy = 1");
        twice("piece");
        ClientReply reply = bench().ask(
                        RequestText.from(ANNA).processor("Somebody", "Thing").wants(1, 1));
        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.messages())
                .contains("Tasks are waiting, but the project does not know your type of processor or system well"
                        + " enough for them");
    }

    @Test
    void the_first_version_is_that_of_the_whole_workunit() {
        change("update app set homogeneous_app_version = 1");
        twice("piece");
        SchedulerBench bench = bench();
        bench.ask(RequestText.from(ANNA).wants(1, 1));
        assertThat(bench.number("select app_version_id from workunit")).isEqualTo(1);

        database.write(handle ->
                WorkFixture.appVersion(handle, app, 1, 101, SchedulerBench.versionDocument("spike_search", 101)));
        bench.later(60);
        bench.ask(RequestText.from(BERT).wants(1, 1));

        assertThat(bench.number("select count(*) from result where server_state = 4 and app_version_id = 1"))
                .isEqualTo(2);
    }

    @Test
    void a_quota_shrinks_on_errors_and_grows_on_success_and_begins_again_every_day() {
        for (int number = 0; number < 40; number++) {
            single("piece" + number);
        }
        SchedulerBench bench = bench(4, null);
        List<String> first = take(bench, RequestText.from(ANNA).wants(1e6, 2));
        assertThat(first).as("4 for each of 2 processors").hasSize(8);
        assertThat(bench.number("select n_jobs_today from host_app_version")).isEqualTo(8);

        RequestText failures = RequestText.from(ANNA).host(1, 0).wants(1e6, 2);
        first.subList(0, 5).forEach(name -> failures.reports(name, 3, 1));
        first.subList(5, 8).forEach(failures::has);
        ClientReply reply = bench.ask(failures);
        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.messages()).contains("This computer has finished a daily quota of 8 tasks of spike_search");
        assertThat(bench.number("select max_jobs_per_day from host_app_version"))
                .as("as low as it goes")
                .isEqualTo(1);

        bench.later(86_400);
        RequestText nextDay = RequestText.from(ANNA).host(1, 1).wants(1e6, 2);
        first.subList(5, 8).forEach(nextDay::has);
        assertThat(take(bench, nextDay))
                .as("one a day, however many processors")
                .hasSize(1);
        assertThat(bench.number("select n_jobs_today from host_app_version")).isEqualTo(1);

        RequestText successes = RequestText.from(ANNA).host(1, 2);
        first.subList(5, 8).forEach(successes::reports);
        bench.ask(successes);
        assertThat(bench.number("select max_jobs_per_day from host_app_version"))
                .as("doubled, up to the usual quota")
                .isEqualTo(4);
    }

    @Test
    void a_task_that_the_project_aborted_does_not_count_against_the_computer() {
        single("piece");
        SchedulerBench bench = bench(4, null);
        String name = take(bench, RequestText.from(ANNA).wants(1, 1)).getFirst();
        change("update host_app_version set consecutive_valid = 5");
        bench.ask(RequestText.from(ANNA).host(1, 0).reports(name, 6, 202));
        assertThat(bench.number("select max_jobs_per_day from host_app_version"))
                .isZero();
        assertThat(bench.number("select consecutive_valid from host_app_version"))
                .isEqualTo(5);
    }

    @Test
    void preferences_of_the_venue_choose_applications() {
        single("piece");
        SchedulerBench bench = bench();
        bench.ask(RequestText.from(ANNA));
        change("""
                update user set project_prefs = '<project_preferences><project_specific><app_id>1</app_id>
                </project_specific><venue name="home"><project_specific><app_id>77</app_id></project_specific></venue>
                </project_preferences>'
                """);
        change("update host set venue = 'home'");
        ClientReply home = bench.ask(RequestText.from(ANNA).host(1, 0).wants(1, 1));
        assertThat(home.tasks()).isEmpty();
        assertThat(home.messages())
                .contains("Tasks are available for applications that you have not selected in your preferences");
        change("update host set venue = ''");
        assertThat(bench.ask(RequestText.from(ANNA).host(1, 1).wants(1, 1)).tasks())
                .hasSize(1);
    }

    @Test
    void a_volunteer_may_keep_the_processors() {
        single("piece");
        change("update user set project_prefs = '<project_preferences><no_cpu>1</no_cpu></project_preferences>'");
        ClientReply reply = bench().ask(RequestText.from(ANNA).wants(1, 1));
        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.messages())
                .contains("Tasks for CPU are available, but your preferences are set to not accept them");
    }

    @Test
    void retries_go_to_reliable_computers_with_a_shorter_deadline() {
        single("piece");
        change("update result set priority = 10");
        SchedulerBench bench = bench(0, new WorkRulesConfig(null, new ReliableConfig(10, 0, 0.5, 0, 0), 0, false));
        assertThat(bench.ask(RequestText.from(ANNA).wants(1, 1)).tasks()).isEmpty();

        change("insert into host_app_version (host_id, app_version_id, consecutive_valid) values (1, 1, 10)");
        String name = take(bench, RequestText.from(ANNA).host(1, 0).wants(1, 1)).getFirst();
        assertThat(bench.result(name, "report_deadline")).isEqualTo("" + (NOW + 43_200));
    }

    @Test
    void limits_of_an_application_count_what_the_client_lists() {
        for (int number = 0; number < 10; number++) {
            single("piece" + number);
        }
        InProgressConfig.Limits three = new InProgressConfig.Limits(new InProgressConfig.Limit(3, false), null, null);
        SchedulerBench bench = bench(
                0, new WorkRulesConfig(new InProgressConfig(null, Map.of("spike_search", three)), null, 0, false));
        List<String> taken = take(bench, RequestText.from(ANNA).wants(1e6, 2));
        assertThat(taken).hasSize(3);
        RequestText more = RequestText.from(ANNA).host(1, 0).wants(1e6, 2);
        taken.forEach(more::has);
        ClientReply reply = bench.ask(more);
        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.messages())
                .contains("This computer has reached a limit of 3 tasks in progress of spike_search");
        RequestText finished = RequestText.from(ANNA).host(1, 1).wants(1e6, 2).reports(taken.getFirst());
        taken.subList(1, 3).forEach(finished::has);
        assertThat(bench.ask(finished).tasks()).hasSize(1);
    }

    @Test
    void a_computer_that_has_the_input_gets_the_task_before_more_urgent_ones() {
        change("update app set locality_scheduling = 1");
        for (int number = 0; number < 20; number++) {
            single("piece" + number);
        }
        change("update result set priority = 5 where name <> 'piece7_0'");
        List<String> taken = take(
                bench(),
                RequestText.from(ANNA)
                        .wants(1, 1)
                        .extra("<file_info>\n<name>piece7.in</name>\n<nbytes>600</nbytes>\n<status>1</status>\n"
                                + "</file_info>\n"));
        assertThat(taken).containsExactly("piece7_0");
    }

    @Test
    void a_lost_task_is_sent_again_with_the_version_that_is_in_use_now() {
        single("piece");
        SchedulerBench bench = bench();
        String name = take(bench, RequestText.from(ANNA).wants(1, 1)).getFirst();
        database.write(handle -> {
            handle.execute("update app_version set deprecated = 1");
            WorkFixture.appVersion(handle, app, 1, 101, SchedulerBench.versionDocument("spike_search", 101));
        });
        bench.later(60);
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 0).wants(1, 1));
        assertThat(reply.tasks().keySet()).containsExactly(name);
        assertThat(bench.result(name, "app_version_id")).isEqualTo("2");
        assertThat(bench.number("select sum(n_jobs_today) from host_app_version"))
                .as("sent once, and once more, is one task")
                .isEqualTo(1);
    }

    @Test
    void a_report_that_comes_again_tells_that_the_reply_was_lost_with_the_tasks_in_it() {
        single("piece0");
        single("piece1");
        SchedulerBench bench = bench();
        List<String> first = take(bench, RequestText.from(ANNA).wants(1, 1));
        RequestText report = RequestText.from(ANNA).host(1, 0).wants(1, 1).reports(first.getFirst());
        List<String> lost = take(bench, report);
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 1).reports(first.getFirst()));
        assertThat(lost).hasSize(1);
        assertThat(reply.tasks().keySet()).as("though none is asked for").containsExactlyElementsOf(lost);
    }

    private static List<String> take(SchedulerBench bench, RequestText request) {
        return List.copyOf(bench.ask(request).tasks().keySet());
    }

    private void single(String name) {
        database.write(handle -> {
            long workunit = WorkFixture.workunit(handle, app, name, Replication.single(), NOW);
            SchedulerBench.unsent(handle, workunit, app, name + "_0");
        });
    }

    private void twice(String name) {
        database.write(handle -> SchedulerBench.work(handle, app, name, 2));
    }

    private void change(String statement) {
        database.write(handle -> handle.execute(statement));
    }

    private Map<String, Object> workunit(String columns) {
        return database.read(handle -> handle.createQuery("select " + columns + " from workunit")
                .mapToMap()
                .one());
    }
}
