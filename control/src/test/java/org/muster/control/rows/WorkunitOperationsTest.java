package org.muster.control.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.control.rows.WorkunitOperations.Retried;

class WorkunitOperationsTest {
    private static final long NOW = 1_700_000_000;
    private static final long NEVER = Integer.MAX_VALUE;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private long workunit;

    @BeforeEach
    void a_workunit_with_a_result_in_progress() {
        DATABASE.empty();
        write(handle -> {
            long app = WorkFixture.app(handle, "upper");
            workunit = WorkFixture.workunit(handle, app, "poem", Replication.single(), NOW - 100);
            WorkFixture.result(handle, workunit, app, "poem_0", 4, Map.of("hostid", 7));
            handle.execute("update workunit set transition_time = ?", NEVER);
        });
    }

    @Test
    void a_workunit_is_found_by_its_name_and_by_its_id() {
        assertThat(id("poem")).contains(workunit);
        assertThat(id("" + workunit)).contains(workunit);
        assertThat(id("none")).isEmpty();
    }

    @Test
    void what_is_cancelled_is_due_at_once_and_what_is_finished_stays() {
        write(handle -> WorkFixture.workunit(handle, 1, "finished", Replication.single(), NOW - 100));
        write(handle -> handle.execute("update workunit set canonical_resultid = 5 where name = 'finished'"));
        List<Long> all = DATABASE.work()
                .read(handle -> handle.createQuery("select id from workunit order by id")
                        .mapTo(Long.class)
                        .list());

        assertThat(DATABASE.work().<List<Long>>read(handle -> WorkunitOperations.unfinished(handle, "upper", 0)))
                .containsExactly(workunit);
        assertThat(DATABASE.work().<Integer>transact(handle -> WorkunitOperations.cancel(handle, all, NOW)))
                .isEqualTo(1);

        assertThat(row("poem")).containsEntry("error_mask", 16).containsEntry("transition_time", NOW);
        assertThat(row("finished")).containsEntry("error_mask", 0);
        assertThat(DATABASE.work().<Integer>transact(handle -> WorkunitOperations.cancel(handle, all, NOW)))
                .as("a second time")
                .isZero();
    }

    @Test
    void what_a_daemon_set_aside_is_let_go_again() {
        write(handle -> {
            BlockedWork.block(handle, "validator", workunit, "a file is damaged", NOW - 10);
            BlockedWork.block(handle, "scheduler", 1, "unsendable", NOW - 10);
            BlockedWork.block(handle, "validator", workunit + 1, "another", NOW - 10);
        });
        assertThat(DATABASE.work()
                        .<List<Map<String, Object>>>read(handle -> WorkunitOperations.blocked(handle, workunit)))
                .hasSize(2);

        assertThat(retry()).isEqualTo(Retried.RELEASED);

        assertThat(DATABASE.work().<Long>read(handle -> WorkFixture.count(handle, "blocked_work", "true")))
                .isEqualTo(1);
        assertThat(row("poem")).containsEntry("transition_time", NOW);
        assertThat(retry()).isEqualTo(Retried.NOTHING_TO_DO);
    }

    @Test
    void a_workunit_that_was_given_up_gets_as_many_results_again_unless_it_is_too_late() {
        write(handle -> handle.execute("update workunit set error_mask = 2, assimilate_state = 1"));

        assertThat(retry()).isEqualTo(Retried.REVIVED);
        assertThat(row("poem"))
                .containsEntry("error_mask", 0)
                .containsEntry("assimilate_state", 0)
                .containsEntry("max_error_results", 7)
                .containsEntry("max_total_results", 13)
                .containsEntry("transition_time", NOW);

        write(handle -> handle.execute("update workunit set error_mask = 2, assimilate_state = 2"));
        assertThat(retry()).isEqualTo(Retried.TOO_LATE);
        assertThat(row("poem")).containsEntry("error_mask", 2);
    }

    private static Optional<Long> id(String given) {
        return DATABASE.work().read(handle -> WorkunitOperations.id(handle, given));
    }

    private Retried retry() {
        return DATABASE.work().transact(handle -> WorkunitOperations.retry(handle, workunit, NOW));
    }

    private static Map<String, Object> row(String name) {
        return DATABASE.work()
                .read(handle -> handle.createQuery("select * from workunit where name = :name")
                        .bind("name", name)
                        .mapToMap()
                        .one());
    }

    private static void write(java.util.function.Consumer<Handle> work) {
        DATABASE.work().write(work);
    }
}
