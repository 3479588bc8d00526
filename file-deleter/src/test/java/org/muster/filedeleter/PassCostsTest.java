package org.muster.filedeleter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.DatabaseCosts;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** What a pass asks of the database, counted by the database. */
class PassCostsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int BATCH = 500;

    @TempDir
    private Path directory;

    private DeletionFixture fixture;

    @BeforeEach
    void begin() throws Exception {
        database.empty();
        fixture = new DeletionFixture(database.work(), directory, new FanOut(16));
    }

    @Test
    void a_full_batch_costs_so_many_statements() throws Exception {
        DeletionPass inputs = fixture.inputs(BATCH);
        DeletionPass outputs = fixture.outputs(BATCH);
        inputs.run();
        outputs.run();
        fixture.released(BATCH);
        fixture.sharing().isKnown();

        assertThat(DatabaseCosts.of(
                        database.work(),
                        () -> assertThat(inputs.run().handled()).isEqualTo(BATCH)))
                .satisfies(costs -> assertThat(costs.statements()).isLessThanOrEqualTo(26));
        assertThat(DatabaseCosts.of(
                        database.work(),
                        () -> assertThat(outputs.run().handled()).isEqualTo(BATCH)))
                .satisfies(costs -> assertThat(costs.statements()).isLessThanOrEqualTo(16));
    }

    @Test
    void nothing_to_delete_costs_one_look_at_the_queue() throws Exception {
        DeletionPass outputs = fixture.outputs(BATCH);
        outputs.run();

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(outputs.run().handled()).isZero());

        assertThat(costs.statements()).isEqualTo(1);
    }

    @Test
    void workunits_that_were_read_for_shared_files_are_not_read_again() throws Exception {
        List<String> names =
                IntStream.range(0, 20_000).mapToObj(i -> "resident" + i).toList();
        long now = fixture.now.get().getEpochSecond();
        database.work().write(handle -> WorkFixture.workunits(handle, 1, names, Replication.single(), now));
        Sharing sharing = fixture.sharing();
        int looks = 0;
        while (!sharing.isKnown()) {
            assertThat(++looks).isLessThan(100);
        }

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(sharing.isKnown()).isTrue());

        assertThat(costs.rowsRead()).isLessThan(100);
    }

    @Test
    void what_is_not_released_is_not_looked_at_however_much_there_is() throws Exception {
        fixture.released(100);
        List<String> names =
                IntStream.range(0, 20_000).mapToObj(i -> "resident" + i).toList();
        database.work().write(handle -> {
            WorkFixture.workunits(handle, 1, names, Replication.single(), 1);
            handle.execute("insert into result (workunitid, appid, name, server_state) select id, 1,"
                    + " concat(name, '_9'), 4 from workunit where file_delete_state = 0");
        });
        DeletionPass outputs = fixture.outputs(BATCH);

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(outputs.run().handled()).isEqualTo(100));

        assertThat(costs.rowsRead()).as("some looks at each of 100 rows").isLessThan(2000);
    }
}
