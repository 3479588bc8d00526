package org.muster.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.DatabaseCosts;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class RowChangesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int ROWS = 1000;

    @BeforeEach
    void workunits() {
        database.empty();
        List<String> names =
                LongStream.rangeClosed(1, ROWS).mapToObj(i -> "w" + i).toList();
        database.work().write(handle -> WorkFixture.workunits(handle, 1, names, Replication.single(), 5));
    }

    @Test
    void rows_that_change_alike_are_named_together() throws Exception {
        RowChanges changes = new RowChanges("workunit", List.of("priority", "opaque"), List.of());
        LongStream.rangeClosed(1, ROWS).forEach(id -> changes.add(id, List.of(id % 2 == 0 ? 7 : 8, 0.5)));

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(),
                () -> database.work()
                        .write(handle -> assertThat(changes.write(handle)).isEqualTo(ROWS)));

        assertThat(costs.statements()).as("two updates, and a transaction").isLessThanOrEqualTo(2 + 3);
        assertThat(count("priority = 7 and opaque = 0.5")).isEqualTo(ROWS / 2);
        assertThat(count("priority = 8 and opaque = 0.5")).isEqualTo(ROWS / 2);
    }

    @Test
    void rows_that_all_change_differently_are_one_statement() throws Exception {
        RowChanges changes = new RowChanges("workunit", List.of("canonical_resultid", "canonical_credit"), List.of());
        LongStream.rangeClosed(1, ROWS).forEach(id -> changes.add(id, List.of(10 * id, id / 7.0)));

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(),
                () -> database.work()
                        .write(handle -> assertThat(changes.write(handle)).isEqualTo(ROWS)));

        assertThat(costs.statements()).as("an update, and a transaction").isLessThanOrEqualTo(1 + 3);
        assertThat(count("canonical_resultid = 10 * id")).isEqualTo(ROWS);
        List<Double> credits = database.work()
                .read(handle -> handle.createQuery("select canonical_credit from workunit order by id")
                        .mapTo(Double.class)
                        .list());
        assertThat(credits)
                .as("to the last bit")
                .isEqualTo(
                        LongStream.rangeClosed(1, ROWS).mapToObj(id -> id / 7.0).toList());
    }

    @Test
    void a_row_that_is_not_as_expected_stays_as_it_is_and_does_not_count() {
        change("update workunit set priority = 1 where id in (2, 500)");
        RowChanges alike = new RowChanges("workunit", List.of("priority"), List.of("priority"));
        LongStream.rangeClosed(1, 10).forEach(id -> alike.add(id, List.of(5, 0)));
        RowChanges different = new RowChanges("workunit", List.of("priority"), List.of("priority"));
        LongStream.rangeClosed(491, 500).forEach(id -> different.add(id, List.of((int) id, 0)));

        int matched = database.work().transact(handle -> alike.write(handle) + different.write(handle));

        assertThat(matched).isEqualTo(18);
        assertThat(count("priority = 1")).isEqualTo(2);
        assertThat(count("priority = 5")).isEqualTo(9);
        assertThat(count("priority = id and id > 490")).isEqualTo(9);
    }

    @Test
    void a_few_rows_that_differ_are_one_statement_whether_they_share_values_or_not() throws Exception {
        change("update workunit set priority = 1 where id = 3");
        RowChanges changes = new RowChanges(
                "workunit", List.of("batch", "opaque", "priority", "keywords"), List.of("priority", "target_nresults"));
        LongStream.rangeClosed(1, 24)
                .forEach(id -> changes.add(
                        id, List.of(100 + id, id < 3 ? 2.5 : id < 10 ? 0.1 : 7.0, 6, "it's \\" + id + " é", 0, 1)));

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(),
                () -> database.work()
                        .write(handle -> assertThat(changes.write(handle)).isEqualTo(23)));

        assertThat(costs.statements()).as("an update, and a transaction").isLessThanOrEqualTo(1 + 3);
        assertThat(count("batch = 100 + id and priority = 6")).isEqualTo(23);
        assertThat(count("opaque = 2.5 and id in (1, 2)")).isEqualTo(2);
        assertThat(count("opaque = 0.1e0 and id between 4 and 9")).isEqualTo(6);
        assertThat(count("opaque = 7 and id between 10 and 24")).isEqualTo(15);
        assertThat(count("keywords = concat('it''s \\\\', id, ' é')")).isEqualTo(23);
        assertThat(count("batch = 0 and opaque = 0 and keywords = ''"))
                .as("the one that is not as expected, and those that are not spoken of")
                .isEqualTo(ROWS - 23);
    }

    @Test
    void values_that_are_missing_are_refused() {
        RowChanges changes = new RowChanges("workunit", List.of("priority"), List.of("error_mask"));
        assertThatThrownBy(() -> changes.add(1, List.of(1))).hasMessageContaining("1 values");
    }

    private static long count(String where) {
        return database.work().read(handle -> WorkFixture.count(handle, "workunit", where));
    }

    private static void change(String statement) {
        database.work().read(handle -> handle.execute(statement));
    }
}
