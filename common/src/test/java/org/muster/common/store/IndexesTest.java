package org.muster.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.testing.TestDatabase;

class IndexesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void an_index_that_no_query_uses_is_not_there() {
        assertThat(indexes(database.work(), "result"))
                .containsExactlyInAnyOrder(
                        "PRIMARY", "result_name", "res_wuid", "res_filedel", "res_hostid_state", "result_app_unsent");
        assertThat(indexes(database.work(), "workunit"))
                .containsExactlyInAnyOrder(
                        "PRIMARY", "workunit_name", "wu_val", "wu_timeout", "wu_filedel", "wu_assim");
        assertThat(indexes(database.work(), "credit_ledger")).containsExactly("PRIMARY");
    }

    @Test
    void the_indexes_of_an_adopted_project_stay() {
        Database adopted = database.fresh("adopted");
        WorkSchema.migrate(adopted);
        adopted.read(handle -> {
            handle.execute("create index ind_res_st on result (server_state, priority)");
            handle.execute("create index res_app_state on result (appid, server_state)");
            return handle.execute("delete from flyway_schema_history where cast(version as unsigned) >= 9");
        });

        WorkSchema.migrate(adopted);

        assertThat(indexes(adopted, "result")).contains("ind_res_st", "res_app_state");
    }

    @Test
    void every_optional_index_can_be_made() throws IOException {
        Database other = database.fresh("boinc");
        WorkSchema.migrate(other);
        String script = Files.readString(Path.of("..", "config", "boinc-indexes.sql"));

        int made = other.read(handle -> made(handle, script));

        assertThat(made).isEqualTo(9);
    }

    private static int made(Handle handle, String script) {
        List<String> statements =
                script.lines().filter(line -> line.startsWith("create index ")).toList();
        statements.forEach(handle::execute);
        return statements.size();
    }

    private static List<String> indexes(Database database, String table) {
        return database.read(handle ->
                handle.createQuery("""
                        select distinct index_name from information_schema.statistics
                        where table_schema = database() and table_name = :table
                        """).bind("table", table).mapTo(String.class).list());
    }
}
