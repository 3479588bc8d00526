package org.muster.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.credit.CreditNew;
import org.muster.common.credit.DailyQuota;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.model.TransitionTime;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class ValidationPassTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final Offset<Double> EXACT = within(1e-9);
    private static final double CREDIT = Site.ELAPSED * Site.SPEED * CreditNew.CREDITS_PER_FLOP;

    private static final List<String> TABLES = List.of(
            "app",
            "app_version",
            "user",
            "team",
            "host",
            "host_app_version",
            "workunit",
            "result",
            "credit_ledger",
            "blocked_work");

    @TempDir
    private Path directory;

    private Site site;
    private ValidationPass validator;
    private long app;
    private long version;
    private long anna;
    private long team;
    private final long[] hosts = new long[4];

    @BeforeEach
    void aProjectWithFourHosts() {
        site = new Site(database.work(), directory);
        site.upload("somebody_elses", "a file");
        validator = site.validator(Comparators.of(Map.of()), 100, 1);
        database.work().write(handle -> {
            TABLES.forEach(table -> handle.execute("delete from " + table));
            app = WorkFixture.app(handle, "demo");
            version = WorkFixture.appVersion(handle, app, 1, 100, "");
            team = WorkFixture.row(handle, "team", Map.of("name", "Observers"));
            anna = WorkFixture.user(handle, "anna");
            long berta = WorkFixture.user(handle, "berta");
            handle.execute("update user set teamid = ? where id = ?", team, anna);
            for (int i = 0; i < hosts.length; i++) {
                hosts[i] = WorkFixture.host(handle, i == 0 ? anna : berta, "host" + i);
            }
        });
    }

    private long workunit(String name, String... outputs) {
        return database.work().transact(handle -> {
            long workunit = site.workunit(handle, app, name, Replication.quorumOfTwo());
            for (int i = 0; i < outputs.length; i++) {
                site.success(handle, workunit, app, name + "_" + i, sentTo(i), outputs[i]);
            }
            return workunit;
        });
    }

    private Map<String, Object> sentTo(int host) {
        return database.work()
                .read(handle -> Map.of(
                        "hostid",
                        hosts[host],
                        "userid",
                        handle.createQuery("select userid from host where id = ?")
                                .bind(0, hosts[host])
                                .mapTo(Long.class)
                                .one(),
                        "app_version_id",
                        version));
    }

    private Map<String, Object> row(String table, String where) {
        return database.work()
                .read(handle -> handle.createQuery("select * from " + table + " where " + where)
                        .mapToMap()
                        .one());
    }

    private Map<String, Object> result(String name) {
        return row("result", "name = '" + name + "'");
    }

    private long count(String table, String where) {
        return database.work().read(handle -> WorkFixture.count(handle, table, where));
    }

    private double number(String query) {
        return database.work()
                .read(handle -> handle.createQuery(query).mapTo(Double.class).one());
    }

    private static void update(String statement) {
        database.work().read(handle -> handle.execute(statement));
    }

    @Test
    void two_results_that_agree_are_valid_and_one_is_canonical() throws IOException {
        long workunit = workunit("w", "same", "same");
        database.work().write(handle -> {
            WorkFixture.result(handle, workunit, app, "w_2", 2, Map.of());
            WorkFixture.result(handle, workunit, app, "w_3", 1, Map.of());
            WorkFixture.result(handle, workunit, app, "w_4", 4, Map.of("report_deadline", site.now() + 777));
        });

        PassOutcome outcome = validator.run();

        assertThat(outcome.handled()).isEqualTo(1);
        assertThat(row("workunit", "id = " + workunit))
                .containsEntry("canonical_resultid", result("w_0").get("id"))
                .containsEntry("need_validate", 0)
                .containsEntry("assimilate_state", 1)
                .containsEntry("error_mask", 0)
                .containsEntry("transition_time", site.now() + 778);
        assertThat(number("select canonical_credit from workunit")).isCloseTo(CREDIT, EXACT);
        for (String name : List.of("w_0", "w_1")) {
            assertThat(result(name)).containsEntry("validate_state", 1).containsEntry("outcome", 1);
            assertThat((Double) result(name).get("granted_credit")).isCloseTo(CREDIT, EXACT);
        }
        for (String unsent : List.of("w_2", "w_3")) {
            assertThat(result(unsent)).containsEntry("server_state", 5).containsEntry("outcome", 5);
        }
        assertThat(result("w_4")).containsEntry("server_state", 4);
    }

    @Test
    void nothing_is_to_come_of_a_workunit_of_which_nothing_is_out() throws IOException {
        workunit("w", "same", "same");
        validator.run();

        assertThat(row("workunit", "true")).containsEntry("transition_time", TransitionTime.NEVER);
    }

    @Test
    void credit_is_in_the_ledger_and_in_the_balances_of_host_user_and_team() throws IOException {
        workunit("w", "same", "same");
        validator.run();

        Map<String, Object> entry = row("credit_ledger", "host_id = " + hosts[0]);
        assertThat(entry)
                .containsEntry("result_id", result("w_0").get("id"))
                .containsEntry("user_id", anna)
                .containsEntry("team_id", team)
                .containsEntry("app_version_id", version)
                .containsEntry("granted_at", site.now());
        assertThat(count("credit_ledger", "true")).isEqualTo(2);
        for (String account : List.of(
                "host where id = " + hosts[0],
                "host where id = " + hosts[1],
                "user where id = " + anna,
                "user where name = 'berta'",
                "team where id = " + team)) {
            assertThat(number("select total_credit from " + account)).isCloseTo(CREDIT, EXACT);
            assertThat(number("select expavg_credit from " + account)).isCloseTo(CREDIT * 86_400 / 600, within(1e-6));
            assertThat(number("select expavg_time from " + account)).isEqualTo(site.now());
        }
        assertThat(number("select avg_turnaround from host where id = " + hosts[1]))
                .isCloseTo(500, EXACT);
    }

    @Test
    void a_workunit_that_was_made_with_a_credit_of_its_own_gives_it_to_all_of_its_valid_results() throws IOException {
        double credit = 12.5;
        long workunit = workunit("w", "same", "same", "other");
        database.work().write(handle -> handle.execute("update workunit set canonical_credit = ?", credit));
        validator.run();
        assertThat(number("select canonical_credit from workunit")).isEqualTo(credit);

        database.work().write(handle -> {
            site.success(handle, workunit, app, "w_3", sentTo(3), "same");
            handle.execute("update workunit set need_validate = 1");
        });
        validator.run();

        for (String name : List.of("w_0", "w_1", "w_3")) {
            assertThat(result(name)).containsEntry("validate_state", 1).containsEntry("granted_credit", credit);
        }
        assertThat(result("w_2")).containsEntry("validate_state", 2).containsEntry("granted_credit", 0.0);
        assertThat(number("select sum(credit) from credit_ledger")).isEqualTo(3 * credit);
        assertThat(row("host_app_version", "host_id = " + hosts[0]))
                .as("what is known of a host comes from what it did")
                .containsEntry("pfc_avg", Site.ELAPSED * Site.SPEED / 1e10);
    }

    @Test
    void hosts_and_versions_are_known_better_afterwards() throws IOException {
        workunit("w", "same", "same");
        validator.run();

        Map<String, Object> host = row("host_app_version", "host_id = " + hosts[0]);
        assertThat(host)
                .containsEntry("consecutive_valid", 1)
                .containsEntry("max_jobs_per_day", 11)
                .containsEntry("pfc_avg", Site.ELAPSED * Site.SPEED / 1e10)
                .containsEntry("et_avg", Site.ELAPSED / 1e10)
                .containsEntry("turnaround_avg", 500.0);
        Map<String, Object> known = row("app_version", "id = " + version);
        assertThat(known).containsEntry("pfc_n", 2.0).containsEntry("pfc_avg", Site.ELAPSED * Site.SPEED / 1e10);
        assertThat((Double) known.get("expavg_credit")).isPositive();
    }

    @Test
    void results_that_disagree_are_undecided_and_one_more_is_wanted() throws IOException {
        long workunit = workunit("w", "one", "other");

        validator.run();

        assertThat(row("workunit", "id = " + workunit))
                .containsEntry("canonical_resultid", 0L)
                .containsEntry("need_validate", 0)
                .containsEntry("target_nresults", 3)
                .containsEntry("assimilate_state", 0)
                .containsEntry("transition_time", site.now());
        assertThat(count("result", "validate_state = 4 and outcome = 1")).isEqualTo(2);
        assertThat(count("credit_ledger", "true")).isZero();

        // The third agrees with the second.
        database.work().write(handle -> site.success(handle, workunit, app, "w_2", sentTo(2), "other"));
        update("update workunit set need_validate = 1");
        validator.run();
        assertThat(result("w_0")).containsEntry("validate_state", 2).containsEntry("granted_credit", 0.0);
        assertThat(result("w_1")).containsEntry("validate_state", 1);
        assertThat(result("w_2")).containsEntry("validate_state", 1);
        assertThat(row("workunit", "id = " + workunit))
                .containsEntry("canonical_resultid", result("w_1").get("id"));
    }

    @Test
    void too_many_results_without_agreement_fail_the_workunit() throws IOException {
        long workunit = workunit("w", "a", "b", "c");
        update("update workunit set max_success_results = 2");

        validator.run();

        assertThat(row("workunit", "id = " + workunit))
                .containsEntry("error_mask", 4)
                .containsEntry("transition_time", site.now());
    }

    @Test
    void a_result_without_its_output_is_an_error_of_its_host() throws IOException {
        database.work()
                .write(handle -> handle.execute(
                        "insert into host_app_version (host_id, app_version_id, consecutive_valid) values (?, ?, 9)",
                        hosts[1],
                        version));
        long workunit = workunit("w", "same", null);

        validator.run();

        assertThat(result("w_0")).containsEntry("outcome", 1).containsEntry("validate_state", 4);
        assertThat(result("w_1")).containsEntry("outcome", 6).containsEntry("validate_state", 2);
        assertThat(row("host_app_version", "host_id = " + hosts[1])).containsEntry("consecutive_valid", 0);
        assertThat(row("workunit", "id = " + workunit))
                .containsEntry("target_nresults", 2)
                .containsEntry("transition_time", site.now());
    }

    @Test
    void a_straggler_gets_the_canonical_results_credit() throws IOException {
        long workunit = workunit("w", "same", "same");
        validator.run();
        database.work().write(handle -> {
            site.success(handle, workunit, app, "w_2", sentTo(2), "same");
            site.success(handle, workunit, app, "w_3", sentTo(3), "other");
            handle.execute("update result set elapsed_time = 9999 where name = 'w_2'");
            handle.execute("update workunit set need_validate = 1");
        });
        site.passTime(50);

        validator.run();

        assertThat(result("w_2")).containsEntry("validate_state", 1);
        assertThat((Double) result("w_2").get("granted_credit")).isCloseTo(CREDIT, EXACT);
        assertThat(result("w_3")).containsEntry("validate_state", 2).containsEntry("granted_credit", 0.0);
        assertThat(count("credit_ledger", "true")).isEqualTo(3);
        assertThat(row("workunit", "id = " + workunit))
                .containsEntry("canonical_resultid", result("w_0").get("id"))
                .containsEntry("transition_time", site.now());
    }

    @Test
    void a_straggler_does_not_suffer_when_the_canonical_output_is_gone() throws IOException {
        long workunit = workunit("w", "same", "same");
        validator.run();
        database.work().write(handle -> {
            site.success(handle, workunit, app, "w_2", sentTo(2), "same");
            handle.execute("update workunit set need_validate = 1");
        });
        Files.delete(site.uploads().resolve(Site.fileName("w_0")));

        validator.run();

        assertThat(result("w_2")).containsEntry("validate_state", 5).containsEntry("outcome", 1);
    }

    @Test
    void output_that_cannot_be_read_now_is_tried_again_later() throws IOException {
        long workunit = workunit("w", "same", "same");
        ValidationPass away = site.validator(only(new Failing(new IOException("the disk sleeps"))), 100, 1);

        away.run();

        assertThat(row("workunit", "id = " + workunit))
                .containsEntry("need_validate", 0)
                .containsEntry("target_nresults", 2)
                .containsEntry("transition_time", site.now() + 600);
        assertThat(count("result", "validate_state = 0 and outcome = 1")).isEqualTo(2);
    }

    @Test
    void a_comparator_that_fails_sets_its_workunit_aside_and_the_others_go_on() throws IOException {
        long broken = workunit("broken", "same", "same");
        long sound = workunit("sound", "same", "same");
        ValidationPass failing = site.validator(only(new Failing(new IllegalStateException("a bug"))), 100, 1);

        failing.run();

        assertThat(row("workunit", "id = " + broken))
                .containsEntry("need_validate", 0)
                .containsEntry("transition_time", site.now() + 3600);
        assertThat((String) row("blocked_work", "queue = 'validator'").get("error"))
                .contains("a bug");
        assertThat(row("workunit", "id = " + sound)).containsEntry("assimilate_state", 1);

        update("update workunit set need_validate = 1 where id = " + broken);
        validator.run();
        assertThat(row("workunit", "id = " + broken)).containsEntry("assimilate_state", 1);
        assertThat(count("blocked_work", "true")).isZero();
    }

    /** Bitwise, but fails over the workunit or the file named "broken", or over all when there is none. */
    private record Failing(Exception failure) implements ResultComparator<String> {

        @Override
        public String read(String workunitName, List<OutputFile> outputs) throws IOException {
            if (!workunitName.equals("sound")) {
                switch (failure) {
                    case IOException away -> throw away;
                    case RuntimeException bug -> throw bug;
                    default -> throw new AssertionError(failure);
                }
            }
            return Files.readString(outputs.getFirst().path().orElseThrow());
        }

        @Override
        public Agreement compare(String one, String other) {
            return one.equals(other) ? Agreement.SAME : Agreement.DIFFERENT;
        }
    }

    private static Comparators only(ResultComparator<?> comparator) {
        return new Comparators(Map.of("demo", comparator));
    }

    @Test
    void a_lost_disk_does_not_look_like_lost_results() throws IOException {
        workunit("w", "same", "same");
        Path root = site.uploads().root();
        Files.move(root, directory.resolve("elsewhere"));

        assertThatThrownBy(validator::run).isInstanceOf(IOException.class).hasMessageContaining("is not there");
        Files.createDirectory(root);
        assertThatThrownBy(validator::run).isInstanceOf(IOException.class).hasMessageContaining("is empty");

        Files.delete(root);
        Files.move(directory.resolve("elsewhere"), root);
        assertThat(validator.run().handled()).isEqualTo(1);
    }

    @Test
    void a_cancelled_workunit_is_not_validated() throws IOException {
        workunit("w", "same", "same");
        update("update workunit set error_mask = 16");

        validator.run();

        assertThat(row("workunit", "true"))
                .containsEntry("need_validate", 0)
                .containsEntry("canonical_resultid", 0L)
                .containsEntry("transition_time", site.now());
        assertThat(count("credit_ledger", "true")).isZero();
    }

    @Test
    void what_is_in_the_ledger_is_not_granted_again() throws IOException {
        workunit("w", "same", "same");
        validator.run();
        update("update result set validate_state = 0, granted_credit = 0");
        update("update workunit set need_validate = 1, canonical_resultid = 0, assimilate_state = 0");

        validator.run();

        assertThat(count("credit_ledger", "true")).isEqualTo(2);
        assertThat(number("select sum(total_credit) from user")).isCloseTo(2 * CREDIT, EXACT);
        assertThat((Double) result("w_0").get("granted_credit")).isCloseTo(CREDIT, EXACT);
    }

    @Test
    void a_decision_about_results_that_changed_is_not_written() {
        long workunit = workunit("w", "same", "same");
        Application application = database.work().read(Application::all).getFirst();
        WorkunitRow row = database.work()
                .read(handle -> WorkunitRows.read(handle, List.of(workunit)))
                .getFirst();
        List<ResultRow> results = database.work()
                .read(handle -> ResultRows.read(handle, List.of(workunit)))
                .get(workunit);
        Examination examined = new Examination.Decided(
                row,
                results,
                new ValidationDecision(
                        OptionalLong.of(results.getFirst().id()),
                        Map.of(results.getFirst().id(), Verdict.VALID),
                        OptionalInt.empty(),
                        false,
                        ValidationDecision.Next.WHEN_RESULTS_DO));
        update("update result set validate_state = 3 where name = 'w_1'");

        int handled = database.work()
                .transact(handle ->
                        ValidationBatch.run(handle, application, DailyQuota.NONE, List.of(examined), site.now()));

        assertThat(handled).isZero();
        assertThat(row("workunit", "id = " + workunit))
                .containsEntry("need_validate", 1)
                .containsEntry("canonical_resultid", 0L);
        assertThat(count("credit_ledger", "true")).isZero();
    }

    @Test
    void hosts_and_users_that_are_gone_are_no_obstacle() throws IOException {
        workunit("w", "same", "same");
        update("delete from host");
        update("delete from user");

        validator.run();

        assertThat(count("credit_ledger", "user_id > 0")).isEqualTo(2);
        assertThat(count("result", "validate_state = 1")).isEqualTo(2);
    }
}
