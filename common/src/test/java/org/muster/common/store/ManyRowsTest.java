package org.muster.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class ManyRowsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String SET_PRIORITIES = """
            update {rows} c straight_join result r on r.id = c.id
            set r.priority = c.priority
            where r.server_state = c.server_state
            """;

    @BeforeEach
    void threeResults() {
        database.empty();
        database.work().write(handle -> {
            for (int i = 0; i < 3; i++) {
                WorkFixture.result(handle, 1, 1, "r_" + i, 2, Map.of());
            }
        });
    }

    @Test
    void one_statement_gives_each_row_its_own_value_and_counts_the_rows_that_were_as_expected() {
        List<List<Object>> rows = List.of(List.of(1L, 10, 2), List.of(2L, 20, 4), List.of(3L, 30, 2));

        int matched = database.work()
                .transact(handle ->
                        ManyRows.update(handle, SET_PRIORITIES, List.of("id", "priority", "server_state"), rows));

        assertThat(matched).isEqualTo(2);
        assertThat(priorities(List.of(1L, 2L, 3L))).containsExactly(10, 0, 30);
    }

    @Test
    void a_batch_may_be_of_thousands() {
        List<List<Object>> rows = LongStream.rangeClosed(1, 5000)
                .mapToObj(id -> List.<Object>of(id, 1, 2))
                .toList();

        int matched = database.work()
                .transact(handle ->
                        ManyRows.update(handle, SET_PRIORITIES, List.of("id", "priority", "server_state"), rows));

        assertThat(matched).isEqualTo(3);
    }

    @Test
    void an_insert_has_rows_of_a_part_of_a_packet_and_at_least_one() {
        List<Object> narrow = List.of(1L, 2.5, "x");
        List<Object> wide = List.of(1L, new byte[600_000]);
        List<Object> huge = List.of(1L, "x".repeat(2_000_000));

        assertThat(ManyRows.insertable(List.of())).isEmpty();
        assertThat(sizes(Collections.nCopies(4500, narrow))).containsExactly(2000, 2000, 500);
        assertThat(sizes(Collections.nCopies(5, wide))).containsExactly(2, 2, 1);
        assertThat(sizes(List.of(narrow, huge, narrow, wide))).containsExactly(1, 1, 2);
    }

    private static List<Integer> sizes(List<List<Object>> rows) {
        return ManyRows.insertable(rows).stream().map(List::size).toList();
    }

    @Test
    void a_row_that_already_has_its_value_counts_as_matched() {
        List<List<Object>> rows = List.of(List.of(1L, 0, 2));

        int matched = database.work()
                .transact(handle ->
                        ManyRows.update(handle, SET_PRIORITIES, List.of("id", "priority", "server_state"), rows));

        assertThat(matched).isEqualTo(1);
    }

    @Test
    void lists_of_ids_stand_in_updates_and_queries() {
        int matched = database.work()
                .transact(handle ->
                        ManyRows.update(handle, "update result set priority = 7 where id in {ids}", List.of(1L, 3L)));

        assertThat(matched).isEqualTo(2);
        assertThat(priorities(List.of(1L, 2L))).containsExactly(7, 0);
    }

    @Test
    void no_rows_are_no_statement() {
        assertThat(priorities(List.of())).isEmpty();
        int matched = database.work()
                .transact(handle -> ManyRows.update(handle, SET_PRIORITIES, List.of("id"), List.of())
                        + ManyRows.update(handle, "delete from result where id in {ids}", List.of()));
        assertThat(matched).isZero();
    }

    @Test
    void a_statement_that_the_database_refuses_says_which() {
        assertThatThrownBy(() -> database.work()
                        .transact(handle -> ManyRows.update(handle, "update nowhere set a = {ids}", List.of(1L))))
                .hasMessageContaining("update nowhere");
    }

    private static List<Integer> priorities(List<Long> ids) {
        return database.work()
                .read(handle -> ManyRows.select(
                        handle,
                        "select priority from result where id in {ids} order by id",
                        ids,
                        row -> row.getInt("priority")));
    }
}
