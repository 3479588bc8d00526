package org.muster.web.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

final class StatusCollectorTest {
    private static final int WORKUNITS = 400;

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000));

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void counts_equal_the_rows_after_daemons_have_moved_them_about_at_the_same_time() throws Exception {
        database.work().write(StatusCollectorTest::project);
        StatusCollector collector = collector("one");
        try (ExecutorService daemons = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(daemons.submit(mover(database.work(), i)));
            }
            while (running.stream().anyMatch(future -> !future.isDone())) {
                round(collector);
            }
            for (Future<Integer> future : running) {
                assertThat(future.get()).isPositive();
            }
        }

        round(collector);
        round(collector);

        Map<String, Long> counted = counted();
        assertThat(counted.values().stream().mapToLong(Long::longValue).sum()).isPositive();
        for (WorkQueue queue : WorkQueue.values()) {
            long rows = database.work()
                    .read(handle -> WorkFixture.count(
                            handle,
                            queue.table(),
                            queue.condition()
                                    + (queue == WorkQueue.DUE
                                            ? " and transition_time <= "
                                                    + now.get().getEpochSecond()
                                            : "")));
            assertThat(counted).as(queue.key()).containsEntry(queue.key(), rows);
        }
    }

    @Test
    void one_collects_at_a_time_and_another_goes_on_when_it_is_gone() {
        StatusCollector first = collector("first");
        StatusCollector second = collector("second");

        round(first);
        round(second);
        assertThat(first.isHolding()).isTrue();
        assertThat(second.isHolding()).isFalse();

        pass(Duration.ofSeconds(CollectorLease.SECONDS + 1));
        round(second);
        round(first);
        assertThat(second.isHolding()).isTrue();
        assertThat(first.isHolding()).isFalse();
    }

    @Test
    void what_processes_count_is_added_up_once_also_when_one_ends_and_another_begins() {
        StatusCollector collector = collector("one");
        publish("host:1", 5);
        publish("host:2", 7);
        round(collector);
        assertThat(received()).isEqualTo(12);

        publish("host:1", 9);
        round(collector);
        round(collector);
        assertThat(received()).isEqualTo(16);

        publish("host:3", 100);
        pass(Duration.ofDays(3));
        round(collector);
        round(collector);
        assertThat(received()).isEqualTo(116);
        long left = database.work().read(handle -> WorkFixture.count(handle, "daemon_counter", "true"));
        assertThat(left).as("none of them has been heard of for days").isZero();
    }

    @Test
    void a_value_is_kept_for_every_minute_of_two_days() {
        StatusCollector collector = collector("one");
        for (int minute = 0; minute < 5; minute++) {
            round(collector);
            round(collector);
            pass(Duration.ofMinutes(1));
        }
        assertThat(samples("queue.to_purge")).isEqualTo(5);
        assertThat(samples("disk.uploads")).isEqualTo(5);

        pass(Duration.ofDays(2));
        round(collector);
        assertThat(samples("queue.to_purge")).isEqualTo(1);
    }

    @Test
    void people_are_counted_in_steps_without_losing_one() {
        database.work().write(handle -> {
            long user = WorkFixture.user(handle, "ada");
            handle.execute("update user set id = 70000, total_credit = 5 where id = ?", user);
            long other = WorkFixture.user(handle, "bob");
            handle.execute("update user set id = 5, total_credit = 7 where id = ?", other);
        });

        Map<String, Double> totals = database.work()
                .read(handle -> PopulationCount.read(handle, now.get().getEpochSecond()));

        assertThat(totals).containsEntry("user.credit", 2.0).containsEntry("user.total", 12.0);
    }

    private StatusCollector collector(String name) {
        return new StatusCollector(database.work(), now::get, name, () -> Map.of("disk.uploads", 12.5), 0);
    }

    private void round(StatusCollector collector) {
        pass(Duration.ofSeconds(1));
        collector.run();
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static Map<String, Long> counted() {
        return database.work().read(StatusTables::counts).stream()
                .collect(Collectors.groupingBy(
                        StatusTables.Count::queue, Collectors.summingLong(StatusTables.Count::amount)));
    }

    /** As a process does it with its heartbeat. */
    private void publish(String instance, long amount) {
        long beat = now.get().getEpochSecond();
        database.work().write(handle -> {
            handle.execute("""
                    insert into daemon_heartbeat (daemon, instance, host, pid, state, started_at, beat_at, expires_at)
                    values ('scheduler', ?, 'host', 1, 'RUNNING', 0, ?, ?)
                    on duplicate key update beat_at = values(beat_at), expires_at = values(expires_at)
                    """, instance, beat, beat + 15);
            handle.execute(
                    "insert into daemon_counter (instance, name, amount) values (?, 'results_received', ?)"
                            + " on duplicate key update amount = values(amount)",
                    instance,
                    amount);
        });
    }

    private static double received() {
        return database.work().read(StatusTables::totals).get("results_received");
    }

    private static long samples(String name) {
        return database.work().read(handle -> WorkFixture.count(handle, "status_sample", "name = '" + name + "'"));
    }

    private static void project(Handle handle) {
        for (String name : List.of("first", "second")) {
            long app = WorkFixture.app(handle, name);
            WorkFixture.workunits(
                    handle,
                    app,
                    IntStream.range(0, WORKUNITS / 2).mapToObj(i -> name + i).toList(),
                    NewWorkunit.Replication.single(),
                    1);
        }
        handle.execute("""
                insert into result (workunitid, appid, name, server_state, priority)
                select id, appid, concat(name, '_0'), 2, id % 3 from workunit
                """);
    }

    /** Takes random rows from one state to another, as daemons do, some hundred times. */
    private static Callable<Integer> mover(Database work, int seed) {
        List<String> moves = List.of(
                "update result set server_state = 4, sent_time = 5 where server_state = 2 and id % 7 = ?",
                "update result set server_state = 5, file_delete_state = 1 where server_state = 4 and id % 7 = ?",
                "update result set file_delete_state = 2 where file_delete_state = 1 and id % 7 = ?",
                "update workunit set need_validate = 1 where need_validate = 0 and id % 7 = ?",
                "update workunit set need_validate = 0, assimilate_state = 1 where need_validate = 1 and id % 7 = ?",
                "update workunit set assimilate_state = 2, file_delete_state = 1 where assimilate_state = 1 and id % 7 = ?",
                "update workunit set file_delete_state = 2, transition_time = 2000000000 where file_delete_state = 1"
                        + " and id % 7 = ?",
                "delete from workunit where file_delete_state = 2 and id % 29 = ?");
        return () -> {
            int moved = 0;
            for (int i = 0; i < 60; i++) {
                String move = moves.get((i + seed) % moves.size());
                int which = ThreadLocalRandom.current().nextInt(7);
                moved += work.transact(handle -> handle.execute(move, which));
            }
            return moved;
        };
    }
}
