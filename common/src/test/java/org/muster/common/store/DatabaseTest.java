package org.muster.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.testing.Engines;
import org.muster.common.testing.WorkFixture;

@ParameterizedClass
@MethodSource("org.muster.common.testing.Engines#available")
final class DatabaseTest {
    private final Database database;

    DatabaseTest(Engines engine) {
        database = Database.open(engine.freshSchema(), "suite");
        WorkSchema.migrate(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void workunits_are_inserted_by_the_hundred_and_are_due_at_once() {
        List<String> names = IntStream.range(0, 300).mapToObj(i -> "piece." + i).toList();

        database.write(handle -> WorkFixture.workunits(
                handle, WorkFixture.app(handle, "app"), names, NewWorkunit.Replication.quorumOfTwo(), 1000));

        assertThat(query("select count(*) from workunit where transition_time = 1000 and min_quorum = 2", Long.class))
                .containsExactly(300L);
    }

    @Test
    void what_goes_to_a_server_on_this_machine_is_not_encrypted() {
        String cipher = "select variable_value from " + statusTable() + " where variable_name = 'Ssl_cipher'";
        assertThat(query(cipher, String.class)).containsExactly("");
        assertThat(Database.onThisMachine("jdbc:mysql://127.0.0.1:3306/muster")).isTrue();
        assertThat(Database.onThisMachine("jdbc:mysql://[::1]/muster?a=b")).isTrue();
        assertThat(Database.onThisMachine("jdbc:mysql://127.0.0.1.example.org/muster"))
                .isFalse();
        assertThat(Database.onThisMachine("jdbc:mysql://db.example.org/localhost/"))
                .isFalse();
    }

    private String statusTable() {
        boolean mariaDb = query("select version()", String.class).getFirst().contains("MariaDB");
        return (mariaDb ? "information_schema" : "performance_schema") + ".session_status";
    }

    @Test
    void a_transaction_costs_two_statements_beside_its_own() {
        String questions = "select variable_value from " + statusTable() + " where variable_name = 'Questions'";

        long before = inTransaction(questions);
        long after = inTransaction(questions);

        assertThat(after - before).isEqualTo(3);
    }

    @Test
    void an_estimate_counts_what_is_not_committed_and_the_next_query_of_its_connection_does_not() throws SQLException {
        String blocked = "select count(*) from blocked_work where queue = 'estimated'";

        try (Connection open = database.dataSource().getConnection();
                Statement statement = open.createStatement()) {
            statement.execute("start transaction");
            statement.execute(
                    "insert into blocked_work (queue, row_id, error, blocked_at) values ('estimated', 1, '', 10)");
            List<Long> seen = database.estimate(other -> List.of(
                    other.createQuery(blocked).mapTo(Long.class).one(),
                    other.createQuery(blocked).mapTo(Long.class).one()));
            statement.execute("rollback");

            assertThat(seen).containsExactly(1L, 0L);
        }
    }

    private long inTransaction(String query) {
        return database.transact(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    @Test
    void of_a_transaction_that_fails_or_is_rolled_back_nothing_stays_and_its_connection_goes_on() {
        assertThatThrownBy(() -> database.write(handle -> {
                    BlockedWork.block(handle, "failed", 1, "reason", 10);
                    throw new IllegalArgumentException("the work gave up");
                }))
                .hasMessage("the work gave up");
        database.write(handle -> {
            BlockedWork.block(handle, "undone", 2, "reason", 10);
            handle.rollback();
        });
        database.write(handle -> BlockedWork.block(handle, "kept", 3, "reason", 10));

        assertThat(query("select queue from blocked_work", String.class)).containsExactly("kept");
        assertThat(query("select @@autocommit", Integer.class)).containsExactly(1);
    }

    @Test
    void a_transaction_whose_connection_is_cut_is_told_and_leaves_nothing() {
        assertThatThrownBy(() -> database.write(handle -> {
                    BlockedWork.block(handle, "cut", 1, "reason", 10);
                    long connection = handle.createQuery("select connection_id()")
                            .mapTo(Long.class)
                            .one();
                    CompletableFuture.runAsync(() -> database.write(other -> other.execute("kill " + connection)))
                            .join();
                    BlockedWork.block(handle, "cut", 2, "reason", 10);
                }))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(query("select queue from blocked_work", String.class)).isEmpty();
    }

    @Test
    void work_that_is_set_aside_keeps_its_reason_and_its_attempts_until_it_is_let_go() {
        database.write(handle -> BlockedWork.block(handle, "transitioner", 7, "no template", 10));
        database.write(handle -> BlockedWork.block(handle, "transitioner", 7, "still no template", 20));

        assertThat(query("select concat(attempts, ' ', error, ' ', blocked_at) from blocked_work", String.class))
                .containsExactly("2 still no template 20");
        assertThat(database.<Boolean>transact(handle -> BlockedWork.release(handle, "transitioner", 7)))
                .isTrue();
        assertThat(database.<Boolean>transact(handle -> BlockedWork.release(handle, "transitioner", 7)))
                .isFalse();
    }

    @Test
    void a_migration_that_died_half_way_is_done_again() {
        aMigrationDied();

        WorkSchema.migrate(database);

        assertThat(query("""
                        select count(*) from information_schema.statistics
                        where table_schema = database() and index_name = 'result_app_unsent' and seq_in_index = 1
                        """, Long.class)).containsExactly(1L);
        assertThat(query("select min(success) from flyway_schema_history", Integer.class))
                .containsExactly(1);
    }

    /** As a kill leaves it: begun, nothing of it there, not noted as done, and none after it. */
    private void aMigrationDied() {
        database.write(handle -> {
            handle.execute("drop index result_app_unsent on result");
            assertThat(handle.execute("update flyway_schema_history set success = 0 where version = '6'"))
                    .isEqualTo(1);
            handle.execute("delete from flyway_schema_history where cast(version as unsigned) > 6");
        });
    }

    @Test
    void several_processes_may_migrate_at_once() throws Exception {
        aMigrationDied();

        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> all = new java.util.ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(threads.submit(() -> WorkSchema.migrate(database)));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(query("select min(success) from flyway_schema_history", Integer.class))
                .containsExactly(1);
    }

    @Test
    void migrating_again_changes_nothing() {
        WorkSchema.migrate(database);

        assertThat(query("select min(success) from flyway_schema_history", Integer.class))
                .containsExactly(1);
    }

    @Test
    void a_transaction_that_throws_leaves_nothing() {
        assertThatThrownBy(() -> database.write(handle -> {
                    WorkFixture.app(handle, "half");
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThat(apps()).isZero();
    }

    @Test
    void transactions_that_deadlock_are_run_again_until_both_have_committed() throws Exception {
        database.write(handle -> {
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
        assertThatThrownBy(() -> database.read(handle -> handle.execute("select nonsense from nowhere")))
                .isNotInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void every_commit_is_on_disk_before_it_is_acknowledged() {
        String flush = database.read(handle -> handle.createQuery("select @@innodb_flush_log_at_trx_commit")
                .mapTo(String.class)
                .one());

        assertThat(flush).isEqualTo("1");
    }

    private void crossing(String first, String second, AtomicInteger attempts, CyclicBarrier bothHoldOne) {
        boolean[] met = {false};
        database.write(handle -> {
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

    private List<Double> weights() {
        return query("select weight from app order by id", Double.class);
    }

    private long apps() {
        return query("select count(*) from app", Long.class).getFirst();
    }

    private <T> List<T> query(String sql, Class<T> type) {
        return database.read(handle -> handle.createQuery(sql).mapTo(type).list());
    }
}
