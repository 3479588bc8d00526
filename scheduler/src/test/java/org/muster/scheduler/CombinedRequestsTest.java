package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.scheduler.admission.Combiner.Outcome;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.WaitingRequest;

/** Sixty-four computers of as many accounts, each with a task, whose requests are handled together. */
class CombinedRequestsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int COMPUTERS = 64;
    private static final int NO_SUCH_THREAD = 1094;

    @TempDir
    Path directory;

    private SchedulerBench bench;
    private final List<Long> hosts = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();

    @BeforeEach
    void computers_with_a_task_each() {
        DATABASE.empty();
        DATABASE.work().write(CombinedRequestsTest::project);
        bench = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ONE_PER_USER);
        bench.feed();
        List<ClientReply> replies = bench.together(IntStream.range(0, COMPUTERS)
                .mapToObj(number -> computer(number).wants(1, 0))
                .toList());
        for (ClientReply reply : replies) {
            hosts.add(reply.hostId());
            tasks.add(reply.tasks().keySet().iterator().next());
        }
        bench.later(100);
    }

    private static void project(Handle handle) {
        IntStream.range(0, COMPUTERS).forEach(number -> WorkFixture.user(handle, "user" + number + "x"));
        long app = SchedulerBench.application(handle);
        IntStream.range(0, 300).forEach(number -> SchedulerBench.work(handle, app, "piece" + number, 1));
    }

    private static RequestText computer(int number) {
        return RequestText.from(WorkFixture.authenticator("user" + number + "x"))
                .identifier("computer" + number)
                .domainName("computer" + number);
    }

    /** Reports the task that the computer has and wants another one. */
    private RequestText next(int number) {
        return computer(number)
                .host(hosts.get(number), 1)
                .reports(tasks.get(number))
                .wants(1, 0);
    }

    private List<RequestText> all(int count) {
        return IntStream.range(0, count).mapToObj(this::next).toList();
    }

    @Test
    void new_computers_that_come_together_get_a_row_and_a_task_each() {
        assertThat(hosts).doesNotHaveDuplicates().hasSize(COMPUTERS);
        assertThat(tasks).doesNotHaveDuplicates();
        assertThat(bench.number("select count(*) from host")).isEqualTo(COMPUTERS);
        assertThat(bench.number("select count(distinct hostid) from result where server_state = 4"))
                .isEqualTo(COMPUTERS);
    }

    @Test
    void a_workunit_is_written_for_its_deadline_only_when_the_transitioner_would_look_later() {
        long early = SchedulerBench.START + 3600;
        String sent = " where id in (select workunitid from result where server_state = 4)";
        DATABASE.work().write(handle -> {
            handle.execute("update result set server_state = 5 where server_state = 4");
            handle.execute(
                    "update workunit set mod_time = '2001-01-01 00:00:00', transition_time ="
                            + " if(mod(id, 2) = 0, 2147483647, ?)",
                    early);
        });

        bench.together(IntStream.range(0, COMPUTERS)
                .mapToObj(number -> computer(number).host(hosts.get(number), 1).wants(1, 0))
                .toList());

        assertThat(bench.number("select count(*) from workunit" + sent)).isEqualTo(COMPUTERS);
        assertThat(bench.number("select count(*) from workunit" + sent + " and year(mod_time) = 2001"))
                .isEqualTo(bench.number("select count(*) from workunit" + sent + " and transition_time = " + early))
                .isGreaterThan(0);
        assertThat(bench.number("select max(transition_time) from workunit" + sent))
                .isEqualTo(bench.number("select max(report_deadline) from result where server_state = 4"));
    }

    @Test
    void a_batch_takes_few_statements_however_many_requests_it_has() {
        int few = statements(all(2));
        setBack();
        int many = statements(all(COMPUTERS));
        assertThat(many).isEqualTo(few);
        assertThat((double) many / COMPUTERS).as("statements for a request").isLessThanOrEqualTo(14.0 / COMPUTERS);
        assertThat(bench.number("select count(*) from result where server_state = 5"))
                .isEqualTo(COMPUTERS);
        assertThat(bench.number("select count(*) from result where server_state = 4"))
                .isEqualTo(COMPUTERS);
    }

    /** Statements that the server ran, those that begin and end the transaction included. */
    private int statements(List<RequestText> requests) {
        List<WaitingRequest> batch =
                requests.stream().map(request -> bench.waiting(request.bytes())).toList();
        long before = questions();
        Map<WaitingRequest, Outcome<SchedulerReply>> outcomes = bench.outcomes(batch);
        long after = questions();
        assertThat(outcomes.values())
                .hasSize(requests.size())
                .allMatch(outcome -> outcome instanceof Outcome.Answer<SchedulerReply> answer
                        && answer.answer().work().size() == 1);
        return (int) (after - before - 1);
    }

    private long questions() {
        return DATABASE.work()
                .read(handle -> handle.createQuery("show global status like 'Questions'")
                        .map((row, context) -> row.getLong(2))
                        .one());
    }

    /** The two computers that asked have their first task again. */
    private void setBack() {
        DATABASE.work().write(handle -> {
            handle.execute("update result set server_state = 2, hostid = 0, userid = 0 where server_state = 4"
                    + " and name not in (" + quoted() + ")");
            handle.execute("update result set server_state = 4, outcome = 0, received_time = 0 where name in ("
                    + quoted() + ")");
            handle.execute("update host set rpc_seqno = 0");
        });
    }

    private String quoted() {
        return String.join(", ", tasks.stream().map(task -> "'" + task + "'").toList());
    }

    @Test
    void one_request_that_cannot_be_stored_is_answered_alone_and_the_others_succeed() {
        int poisonous = 17;
        DATABASE.work()
                .read(handle ->
                        handle.execute("alter table result add constraint no_poison check (exit_status <> 4711)"));
        try {
            List<RequestText> requests = new ArrayList<>(all(30));
            requests.set(
                    poisonous,
                    computer(poisonous)
                            .host(hosts.get(poisonous), 1)
                            .reports(tasks.get(poisonous), 3, 4711)
                            .wants(1, 0));
            List<WaitingRequest> batch = requests.stream()
                    .map(request -> bench.waiting(request.bytes()))
                    .toList();
            Map<WaitingRequest, Outcome<SchedulerReply>> outcomes = bench.outcomes(batch);
            for (int number = 0; number < batch.size(); number++) {
                Outcome<SchedulerReply> outcome = outcomes.get(batch.get(number));
                if (number == poisonous) {
                    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
                } else {
                    assertThat(((Outcome.Answer<SchedulerReply>) outcome).answer())
                            .satisfies(reply -> assertThat(reply.work()).hasSize(1))
                            .satisfies(reply ->
                                    assertThat(reply.answers().acknowledged()).hasSize(1));
                }
            }
            ClientReply refused = bench.askUnfed(requests.get(poisonous));
            assertThat(refused.has("project_is_down")).isTrue();
            assertThat(refused.has("result_ack")).isFalse();
        } finally {
            DATABASE.work().read(handle -> handle.execute("alter table result drop constraint no_poison"));
        }
        assertThat(bench.number("select count(*) from result where server_state = 5"))
                .isEqualTo(29);
        assertThat(bench.result(tasks.get(poisonous), "server_state")).isEqualTo("4");
        assertThat(bench.askUnfed(next(poisonous)).names("result_ack")).containsExactly(tasks.get(poisonous));
    }

    @Test
    void a_database_that_goes_away_in_the_middle_makes_all_come_back_with_everything() throws Exception {
        long locked = bench.number("select min(workunitid) from result where server_state = 4");
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ClientReply>> asked = DATABASE.work().transact(holding -> {
                holding.execute("select id from workunit where id >= " + locked + " for update");
                long holder = holding.createQuery("select connection_id()")
                        .mapTo(Long.class)
                        .one();
                List<Future<ClientReply>> all = all(30).stream()
                        .map(request -> clients.submit(() -> ClientReply.of(bench.answer(request.bytes()))))
                        .toList();
                long deadline = System.nanoTime() + 60_000_000_000L;
                while (!all.stream().allMatch(Future::isDone) && System.nanoTime() < deadline) {
                    killOthers(holder);
                }
                return all;
            });
            for (Future<ClientReply> one : asked) {
                ClientReply reply = one.get(60, TimeUnit.SECONDS);
                assertThat(reply.has("project_is_down")).isTrue();
                assertThat(reply.has("result_ack")).isFalse();
                assertThat(reply.tasks()).isEmpty();
                assertThat(Double.parseDouble(reply.value("request_delay"))).isBetween(60.0, 120.0);
            }
        }
        assertThat(bench.number("select count(*) from result where server_state = 4"))
                .isEqualTo(COMPUTERS);
        assertThat(bench.number("select sum(rpc_seqno) from host")).isZero();
        bench.later(100);
        List<ClientReply> again = bench.together(all(30));
        assertThat(again)
                .allSatisfy(reply -> assertThat(reply.names("result_ack")).hasSize(1));
        assertThat(again).allSatisfy(reply -> assertThat(reply.tasks()).hasSize(1));
    }

    /** Kills the connections that wait for the locked workunits. */
    private void killOthers(long holder) {
        DATABASE.work().read(handle -> {
            List<Long> waiting = handle.createQuery("""
                            select id from information_schema.processlist
                            where db = database() and id <> :holder and info like 'update %workunit %'
                            """)
                    .bind("holder", holder)
                    .mapTo(Long.class)
                    .list();
            waiting.forEach(id -> kill(handle, id));
            return waiting;
        });
    }

    private static void kill(Handle handle, long connection) {
        try {
            handle.execute("kill " + connection);
        } catch (UnableToExecuteStatementException e) {
            assertThat(((SQLException) e.getCause()).getErrorCode())
                    .as("it is gone already")
                    .isEqualTo(NO_SUCH_THREAD);
        }
    }

    @Test
    void two_requests_of_one_account_do_not_get_results_of_one_workunit_together() {
        DATABASE.work().write(handle -> {
            handle.execute("delete from result where server_state = 2");
            long app =
                    handle.createQuery("select id from app").mapTo(Long.class).one();
            SchedulerBench.work(handle, app, "twice", 2);
        });
        SchedulerBench other = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ONE_PER_USER);
        other.now.set(bench.now.get());
        long second = other.askUnfed(computer(0).identifier("second").domainName("second"))
                .hostId();
        other.feed();
        List<ClientReply> replies = other.together(List.of(
                next(0),
                computer(0)
                        .identifier("second")
                        .domainName("second")
                        .host(second, 1)
                        .wants(1, 0),
                next(1)));
        assertThat(replies.stream().map(reply -> reply.tasks().size())).containsExactly(1, 0, 1);
        assertThat(replies.get(1).messages())
                .contains("The tasks that are left belong to work of which you already have or had a task");
    }

    @Test
    void what_one_request_changes_of_its_account_the_next_one_sees() {
        List<ClientReply> replies = bench.together(List.of(
                next(0).crossProjectId("1".repeat(32)),
                computer(0).identifier("third").domainName("third").crossProjectId("2".repeat(32))));
        assertThat(replies).hasSize(2);
        assertThat(bench.number("select count(*) from user where cross_project_id = '" + "2".repeat(32) + "'"))
                .isEqualTo(1);
    }

    @Test
    void two_requests_of_one_computer_that_come_together_are_answered_one_after_the_other() {
        RequestText later = computer(0).host(hosts.getFirst(), 2).wants(1, 0);
        List<ClientReply> replies = bench.together(List.of(next(0), later, next(1)));
        assertThat(replies.get(0).names("result_ack")).containsExactly(tasks.getFirst());
        assertThat(replies.get(1).messages())
                .contains("Resent lost task "
                        + replies.get(0).tasks().keySet().iterator().next());
        assertThat(bench.number("select rpc_seqno from host where id = " + hosts.getFirst()))
                .isEqualTo(2);
    }
}
