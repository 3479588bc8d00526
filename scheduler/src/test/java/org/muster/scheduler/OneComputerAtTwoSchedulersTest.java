package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** One computer asks two schedulers at once, as a client does that gave up on its first request. */
class OneComputerAtTwoSchedulersTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String ANNA = authenticator("anna");
    private static final int TIMES = 15;

    @TempDir
    Path directory;

    private List<SchedulerBench> schedulers;

    @BeforeEach
    void two_schedulers_with_work() {
        DATABASE.empty();
        DATABASE.work().write(handle -> {
            WorkFixture.user(handle, "anna");
            long app = SchedulerBench.application(handle);
            for (int number = 0; number < 200; number++) {
                SchedulerBench.work(handle, app, "piece" + number, 1);
            }
        });
        schedulers = List.of(
                new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY),
                new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY));
        schedulers.forEach(SchedulerBench::feed);
    }

    @Test
    void two_first_requests_of_one_client_make_one_row() throws Exception {
        for (int time = 0; time < TIMES; time++) {
            String identifier = "client" + time;
            List<ClientReply> replies = atOnce(
                    () -> schedulers.get(0).askUnfed(first(identifier)),
                    () -> schedulers.get(1).askUnfed(first(identifier)));
            assertThat(replies.get(0).hostId()).isEqualTo(replies.get(1).hostId());
        }
        assertThat(schedulers.getFirst().number("select count(*) from host")).isEqualTo(TIMES);
    }

    @Test
    void a_request_and_its_repetition_end_with_one_computer_that_can_have_all_its_tasks() throws Exception {
        long host = schedulers.getFirst().askUnfed(first("one")).hostId();
        int held = 0;
        for (int number = 1; number <= TIMES; number++) {
            int now = number;
            List<ClientReply> replies = atOnce(
                    () -> schedulers.get(0).askUnfed(next(host, now)),
                    () -> schedulers.get(1).askUnfed(next(host, now)));
            assertThat(replies).noneMatch(reply -> reply.has("hostid"));
            held = (int) schedulers
                    .getFirst()
                    .number("select count(*) from result where server_state = 4 and hostid = " + host);
        }
        assertThat(held).isPositive();
        assertThat(schedulers.getFirst().number("select count(*) from host")).isEqualTo(1);
        assertThat(schedulers.getFirst().number("select rpc_seqno from host")).isEqualTo(TIMES);
        ClientReply last = schedulers.getFirst().askUnfed(next(host, TIMES + 1));
        assertThat(last.tasks())
                .as("whatever reply was lost, all of it comes again")
                .hasSize(held);
    }

    @Test
    void a_request_that_is_overtaken_by_a_later_one_changes_nothing_and_the_client_keeps_its_identity()
            throws Exception {
        long host =
                schedulers.getFirst().askUnfed(first("one").multipleAllowed()).hostId();
        for (int number = 1; number < 2 * TIMES; number += 2) {
            int now = number;
            List<ClientReply> replies = atOnce(
                    () -> schedulers.get(0).askUnfed(next(host, now).multipleAllowed()),
                    () -> schedulers.get(1).askUnfed(next(host, now + 1).multipleAllowed()));
            assertThat(replies.get(1).has("hostid")).as("the later one").isFalse();
            assertThat(replies.get(0).has("hostid")).as("the earlier one").isFalse();
        }
        assertThat(schedulers.getFirst().number("select count(*) from host")).isEqualTo(1);
        assertThat(schedulers.getFirst().number("select rpc_seqno from host")).isEqualTo(2 * TIMES);
    }

    private static RequestText first(String identifier) {
        return RequestText.from(ANNA)
                .identifier(identifier)
                .domainName(identifier)
                .wants(1, 1);
    }

    private static RequestText next(long host, int number) {
        return first("one").host(host, number);
    }

    private static List<ClientReply> atOnce(Callable<ClientReply> one, Callable<ClientReply> other) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
            List<Future<ClientReply>> asking = new ArrayList<>();
            for (Callable<ClientReply> request : List.of(one, other)) {
                asking.add(clients.submit(() -> {
                    both.await(10, TimeUnit.SECONDS);
                    return request.call();
                }));
            }
            return List.of(
                    asking.get(0).get(60, TimeUnit.SECONDS), asking.get(1).get(60, TimeUnit.SECONDS));
        }
    }
}
