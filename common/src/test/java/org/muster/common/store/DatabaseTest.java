package org.muster.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

final class DatabaseTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void a_transaction_that_throws_leaves_nothing() {
        assertThatThrownBy(() -> database.work().write(handle -> {
                    WorkFixture.app(handle, "half");
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThat(apps()).isZero();
    }

    @Test
    void transactions_that_deadlock_are_run_again_until_both_have_committed() throws Exception {
        database.work().write(handle -> {
            WorkFixture.app(handle, "one");
            WorkFixture.app(handle, "two");
        });
        AtomicInteger attempts = new AtomicInteger();
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> forth = threads.submit(() -> crossing("one", "two", attempts, bothHoldOne));
            Future<?> back = threads.submit(() -> crossing("two", "one", attempts, bothHoldOne));
            forth.get(60, TimeUnit.SECONDS);
            back.get(60, TimeUnit.SECONDS);
        }

        assertThat(attempts).hasValueGreaterThan(2);
        assertThat(weights()).containsExactly(3.0, 3.0);
    }

    @Test
    void a_database_that_is_away_is_told_apart_from_a_statement_that_is_wrong() {
        DatabaseConfig nowhere = new DatabaseConfig("jdbc:mysql://127.0.0.1:1/none", "nobody", "", 1);
        try (Database away = Database.open(nowhere, "away")) {
            assertThatThrownBy(() -> away.read(handle -> handle.execute("select 1")))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("away");
        }
        assertThatThrownBy(() -> database.work().read(handle -> handle.execute("select nonsense from nowhere")))
                .isNotInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void every_commit_is_on_disk_before_it_is_acknowledged() {
        String flush = database.work()
                .read(handle -> handle.createQuery("select @@innodb_flush_log_at_trx_commit")
                        .mapTo(String.class)
                        .one());

        assertThat(flush).isEqualTo("1");
    }

    private static void crossing(String first, String second, AtomicInteger attempts, CyclicBarrier bothHoldOne) {
        boolean[] met = {false};
        database.work().write(handle -> {
            attempts.incrementAndGet();
            addWeight(handle, first);
            if (!met[0]) {
                met[0] = true;
                await(bothHoldOne);
            }
            addWeight(handle, second);
        });
    }

    private static void addWeight(Handle handle, String app) {
        handle.execute("update app set weight = weight + 1 where name = ?", app);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Double> weights() {
        return database.work()
                .read(handle -> handle.createQuery("select weight from app order by id")
                        .mapTo(Double.class)
                        .list());
    }

    private static long apps() {
        return database.work().read(handle -> WorkFixture.count(handle, "app", "true"));
    }
}
