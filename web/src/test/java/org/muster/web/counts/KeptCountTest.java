package org.muster.web.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** One range in small pieces, beside {@code count(*)}. */
final class KeptCountTest {
    private static final int PIECE = 10;
    private static final KeptCount.Budget AMPLE = () -> false;
    private static final KeptCount.Budget NONE_LEFT = () -> true;

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    private final KeptCount kept = new KeptCount(new IndexRange(WorkQueue.TO_PURGE, 0, 0), PIECE);
    private long now = 1000;

    @BeforeEach
    void workunits() {
        database.empty();
        database.work().write(handle -> {
            long app = WorkFixture.app(handle, "test");
            List<String> names =
                    IntStream.range(0, 300).mapToObj(number -> "wu" + number).toList();
            WorkFixture.workunits(handle, app, names, NewWorkunit.Replication.single(), 1);
        });
    }

    @Test
    void an_empty_range_is_counted_at_once() {
        round(NONE_LEFT);

        assertThat(kept.complete()).isTrue();
        assertThat(kept.amount()).isZero();
        assertThat(kept.oldest()).isZero();
    }

    @Test
    void a_long_range_is_counted_piece_by_piece_over_several_rounds() {
        toPurge("id <= 95");
        int rounds = 0;
        while (!kept.complete()) {
            round(NONE_LEFT);
            rounds++;
        }

        assertThat(rounds).isEqualTo(10);
        assertThat(kept.amount()).isEqualTo(95);
    }

    @Test
    void what_is_new_at_the_end_is_seen_in_the_next_round_even_without_time() {
        toPurge("id <= 95");
        round(AMPLE);
        toPurge("id <= 99");

        round(NONE_LEFT);

        assertThat(kept.amount()).isEqualTo(99);
    }

    @Test
    void a_change_in_the_middle_is_found_by_the_audit_which_says_how_old_its_oldest_part_is() {
        toPurge("id <= 95");
        round(AMPLE);
        long before = now;
        toPurge("id <= 95 and id <> 50");

        round(NONE_LEFT);
        assertThat(kept.amount()).isEqualTo(95);
        assertThat(kept.auditedAt(now)).isEqualTo(before);

        round(AMPLE);
        assertThat(kept.amount()).isEqualTo(94);
        assertThat(kept.auditedAt(now)).isEqualTo(now);
    }

    @Test
    void pieces_do_not_grow_in_number_when_rows_go_nor_in_size_when_rows_come_between() {
        toPurge("id % 30 = 0");
        round(AMPLE);
        assertThat(kept.pieces()).isEqualTo(2);
        toPurge("id <= 300");
        for (int i = 0; i < 30; i++) {
            round(AMPLE);
        }
        assertThat(kept.amount()).isEqualTo(300);
        assertThat(kept.pieces()).isGreaterThanOrEqualTo(15);
        toPurge("id > 290");
        for (int i = 0; i < 30; i++) {
            round(AMPLE);
        }

        assertThat(kept.amount()).isEqualTo(10);
        assertThat(kept.pieces()).isLessThanOrEqualTo(3);
    }

    @Test
    void whatever_happens_the_count_equals_the_rows_once_nothing_happens_any_more() {
        Random random = new Random(42);
        for (int step = 0; step < 60; step++) {
            int from = random.nextInt(300);
            int to = from + random.nextInt(80);
            int state = random.nextInt(4);
            database.work()
                    .write(handle -> handle.execute(
                            "update workunit set file_delete_state = ? where id between ? and ?", state, from, to));
            round(random.nextBoolean() ? AMPLE : NONE_LEFT);
        }

        round(AMPLE);
        round(AMPLE);

        long rows = database.work().read(handle -> WorkFixture.count(handle, "workunit", "file_delete_state = 2"));
        assertThat(kept.amount()).isEqualTo(rows);
    }

    private void round(KeptCount.Budget budget) {
        now++;
        database.work().read(handle -> {
            kept.refresh(handle, now, budget);
            return 0;
        });
    }

    private static void toPurge(String which) {
        database.work().write(handle -> {
            handle.execute("update workunit set file_delete_state = 0");
            handle.execute("update workunit set file_delete_state = 2 where " + which);
        });
    }
}
