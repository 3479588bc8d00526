package org.muster.dbpurge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.DatabaseCosts;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** What a pass asks of the database, counted by the database. */
class PassCostsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int BATCH = 500;

    @TempDir
    Path temporary;

    private PurgeFixture fixture;

    @BeforeEach
    void begin() {
        DATABASE.empty();
        fixture = new PurgeFixture(DATABASE.work(), temporary.resolve("archives"));
    }

    @Test
    void a_full_batch_costs_so_many_statements() throws Exception {
        PurgePass purge = fixture.purge(BATCH);
        purge.run();
        fixture.finished("w", BATCH);
        fixture.now.addAndGet(5);

        DatabaseCosts costs = DatabaseCosts.of(
                fixture.work, () -> assertThat(purge.run().handled()).isEqualTo(BATCH));

        assertThat(costs.statements())
                .as("to find, to claim, to read, to check and delete, and two transactions")
                .isLessThanOrEqualTo(29);
        assertThat(costs.commits()).isEqualTo(2);
    }

    @Test
    void nothing_to_purge_costs_one_statement_between_looks_after_dead_purges() throws Exception {
        PurgePass purge = fixture.purge(BATCH);
        purge.run();

        DatabaseCosts costs = DatabaseCosts.of(
                fixture.work, () -> assertThat(purge.run().handled()).isZero());

        assertThat(costs.statements()).isEqualTo(1);
    }

    @Test
    void workunits_that_have_to_stay_for_a_time_are_not_all_looked_at() throws Exception {
        List<String> names =
                IntStream.range(0, 20_000).mapToObj(i -> "young" + i).toList();
        fixture.work.write(handle -> {
            WorkFixture.workunits(handle, 1, names, Replication.single(), 1);
            handle.execute("update workunit set file_delete_state = 2, assimilate_state = 2");
        });
        PurgePass purge = fixture.purge(100, Duration.ofDays(1));
        purge.run();

        DatabaseCosts costs = DatabaseCosts.of(
                fixture.work, () -> assertThat(purge.run().handled()).isZero());

        assertThat(costs.rowsRead()).as("one page").isLessThan(500);
    }

    @Test
    void what_is_not_done_is_not_looked_at_however_much_there_is() throws Exception {
        List<String> names =
                IntStream.range(0, 20_000).mapToObj(i -> "resident" + i).toList();
        fixture.work.write(handle -> WorkFixture.workunits(handle, 1, names, Replication.single(), 1));
        fixture.finished("w", 100);
        fixture.now.addAndGet(3600);

        DatabaseCosts costs = DatabaseCosts.of(
                fixture.work,
                () -> assertThat(fixture.purge(BATCH).run().handled()).isEqualTo(100));

        assertThat(costs.rowsRead()).as("some looks at each of 300 rows").isLessThan(5000);
    }
}
