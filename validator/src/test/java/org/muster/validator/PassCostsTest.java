package org.muster.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.ManyRows;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.DatabaseCosts;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** What a pass asks of the database, counted by the database. */
class PassCostsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int BATCH = 500;
    private static final int HOSTS = 50;

    @TempDir
    private Path directory;

    private Site site;
    private ValidationPass pass;

    @BeforeEach
    void begin() {
        database.empty();
        site = new Site(database.work(), directory);
        pass = site.validator(Comparators.of(Map.of()), BATCH, 1);
        database.work().write(handle -> {
            WorkFixture.app(handle, "demo");
            WorkFixture.appVersion(handle, 1, 1, 100, "");
            WorkFixture.row(handle, "team", Map.of("name", "team"));
            for (int i = 1; i <= HOSTS; i++) {
                WorkFixture.user(handle, "user" + i + "x");
                WorkFixture.host(handle, i, "host" + i);
                handle.execute("insert into host_app_version (host_id, app_version_id) values (?, 1)", i);
            }
            handle.execute("update user set teamid = 1");
        });
    }

    @Test
    void a_full_batch_costs_so_many_statements() throws Exception {
        reported(BATCH, 1);

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(pass.run().handled()).isEqualTo(BATCH));

        assertThat(costs.statements())
                .as("6 reads before, 8 looks under locks, 9 writes, and a transaction")
                .isLessThanOrEqualTo(26);
        assertThat(costs.commits()).isEqualTo(1);
        assertThat(count("credit_ledger", "true")).isEqualTo(BATCH);
    }

    @Test
    void nothing_to_validate_costs_a_look_at_the_applications_and_one_at_each_queue() throws Exception {
        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(pass.run().handled()).isZero());

        assertThat(costs.statements()).isEqualTo(2);
    }

    @Test
    void what_is_not_to_be_validated_is_not_looked_at_however_much_there_is() throws Exception {
        List<String> names =
                IntStream.range(0, 20_000).mapToObj(i -> "resident" + i).toList();
        database.work().write(handle -> WorkFixture.workunits(handle, 1, names, Replication.single(), 1));
        reported(100, 20_001);

        DatabaseCosts costs = DatabaseCosts.of(
                database.work(), () -> assertThat(pass.run().handled()).isEqualTo(100));

        assertThat(costs.rowsRead()).as("some looks at each of 100 rows").isLessThan(6000);
    }

    /** Workunits with one reported result each, the first of which has this id. */
    private void reported(int count, long firstId) {
        database.work().write(handle -> {
            List<String> names =
                    IntStream.range(0, count).mapToObj(i -> "w" + i).toList();
            WorkFixture.workunits(handle, 1, names, Replication.single(), site.now());
            handle.execute("update workunit set need_validate = 1 where id >= ?", firstId);
            List<List<Object>> results = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "w" + i + "_0";
                site.upload(name, "output of " + i);
                int host = 1 + i % HOSTS;
                byte[] document = Site.document(name).getBytes(UTF_8);
                results.add(List.of(firstId + i, 1, name, 5, 1, host, host, 1, document, 50 + i, Site.SPEED));
            }
            ManyRows.insert(
                    handle,
                    "result",
                    List.of(
                            "workunitid",
                            "appid",
                            "name",
                            "server_state",
                            "outcome",
                            "hostid",
                            "userid",
                            "app_version_id",
                            "xml_doc_in",
                            "elapsed_time",
                            "flops_estimate"),
                    results);
        });
    }

    private static long count(String table, String where) {
        return database.work().read(handle -> WorkFixture.count(handle, table, where));
    }
}
