package org.muster.assimilator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.DatabaseCosts;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.science.database.ScienceSchema;

/** What a pass asks of the databases, counted by the server that holds both. */
class PassCostsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int BATCH = 500;

    private static Database science;

    @TempDir
    private Path directory;

    private AssimilatorFixture fixture;

    @BeforeEach
    void begin() throws Exception {
        database.empty();
        if (science == null) {
            science = database.fresh("science");
            ScienceSchema.migrate(science);
        }
        fixture = new AssimilatorFixture(database.work(), science, directory);
    }

    @Test
    void a_full_batch_costs_so_many_statements() throws Exception {
        fixture.finished("w", BATCH);
        AssimilationPass pass = fixture.pass(BATCH, new DiscardHandler());

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(pass.run().handled()).isEqualTo(BATCH));

        assertThat(costs.statements()).as("applications, claim, an update").isLessThanOrEqualTo(6);
    }

    @Test
    void a_full_batch_of_spike_lists_costs_so_many_statements() throws Exception {
        fixture.finished("before", 1);
        fixture.pass(1).run();
        fixture.finished("w", BATCH);
        AssimilationPass pass = fixture.pass(BATCH);
        pass.run();
        fixture.finished("x", BATCH);

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(pass.run().handled()).isEqualTo(BATCH));

        assertThat(costs.statements())
                .as(
                        "as without, and one transaction in the science database: 3 looks, 4 inserts of 500 rows, an update")
                .isLessThanOrEqualTo(18);
    }

    @Test
    void what_is_not_finished_is_not_looked_at_however_much_there_is() throws Exception {
        List<String> names =
                IntStream.range(0, 20_000).mapToObj(i -> "resident" + i).toList();
        database.work().write(handle -> WorkFixture.workunits(handle, fixture.app, names, Replication.single(), 1));
        fixture.finished("w", 100);

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(),
                () -> assertThat(fixture.pass(BATCH, new DiscardHandler()).run().handled())
                        .isEqualTo(100));

        assertThat(costs.rowsRead()).as("some looks at each of 100 rows").isLessThan(2000);
    }
}
