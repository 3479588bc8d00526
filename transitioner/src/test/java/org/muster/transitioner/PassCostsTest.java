package org.muster.transitioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.Shard;
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

    private Project project;
    private TransitionPass pass;

    @BeforeEach
    void begin() throws IOException {
        database.empty();
        project = new Project(database.work(), directory);
        project.template("templates/test_out", Project.TEMPLATE);
        pass = project.transitioner(Shard.ALL, BATCH, 1, (name, most) -> "signature of " + name);
    }

    @Test
    void a_full_batch_costs_so_many_statements() throws Exception {
        workunits("w", BATCH, project.now());

        assertThat(DatabaseCosts.of(database.work(), this::handleBatch).statements())
                .as(
                        "find; lock, read results in a transaction; lock, read, insert, update, look for blocked in another")
                .isLessThanOrEqualTo(12);

        change("update result set server_state = 5, outcome = 1");
        change("update workunit set transition_time = " + project.now());
        assertThat(DatabaseCosts.of(database.work(), this::handleBatch).statements())
                .as("find; lock, read, update, look for blocked in a transaction")
                .isLessThanOrEqualTo(7);

        change("update result set validate_state = 1");
        change(
                "update workunit set need_validate = 0, assimilate_state = 2, canonical_resultid = id, transition_time = "
                        + project.now());
        assertThat(DatabaseCosts.of(database.work(), this::handleBatch).statements())
                .as("the same, and an update of results")
                .isLessThanOrEqualTo(8);
    }

    @Test
    void nothing_due_costs_one_statement() throws Exception {
        workunits("w", 10, project.now() + 1000);

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(pass.run().handled()).isZero());

        assertThat(costs.statements()).isEqualTo(1);
    }

    @Test
    void what_is_not_due_is_not_looked_at_however_much_there_is() throws Exception {
        workunits("resident", 20_000, project.now() + 1000);
        workunits("w", 100, project.now());

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(pass.run().handled()).isEqualTo(100));

        assertThat(costs.rowsRead()).as("some looks at each of 100 rows").isLessThan(3000);
    }

    private void handleBatch() {
        assertThat(pass.run().handled()).isEqualTo(BATCH);
    }

    private static void workunits(String prefix, int count, long due) {
        List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        database.work().write(handle -> WorkFixture.workunits(handle, 1, names, Replication.single(), due));
    }

    private static void change(String statement) {
        database.work().read(handle -> handle.execute(statement));
    }
}
