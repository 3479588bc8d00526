package org.muster.common.testing;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.store.Database;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.common.store.WorkSchema;

/**
 * A real work database for a test class. Use as a static {@code @RegisterExtension}; the schema is migrated
 * and empty when the class begins.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
    private final List<Database> open = new ArrayList<>();
    private DatabaseConfig config;
    private Database work;

    @Override
    public void beforeAll(ExtensionContext context) {
        config = TestServer.freshSchema("work");
        work = Database.open(config, "work");
        open.add(work);
        migrated(work);
    }

    /** On a busy machine the first connection may take longer than a daemon would wait for it. */
    private static void migrated(Database work) {
        Eventually.until(() -> {
            try {
                WorkSchema.migrate(work);
                return true;
            } catch (DatabaseUnavailableException busy) {
                return false;
            }
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        open.reversed().forEach(Database::close);
        open.clear();
    }

    /** The work database. */
    public Database work() {
        return work;
    }

    /** How to reach the work database, for a second pool or another process. */
    public DatabaseConfig config() {
        return config;
    }

    /** A new, empty schema of its own, for example for the science database; closed after the class. */
    public Database fresh(String purpose) {
        Database database = Database.open(TestServer.freshSchema(purpose), purpose);
        open.add(database);
        return database;
    }

    /** Configuration of a new, empty schema of its own. */
    public DatabaseConfig freshConfig(String purpose) {
        return TestServer.freshSchema(purpose);
    }

    /** Removes every row of the work database and starts its identifiers again at 1. */
    public void empty() {
        work.read(handle -> {
            handle.execute("set foreign_key_checks = 0");
            tables(handle).forEach(table -> handle.execute("truncate table `" + table + "`"));
            return handle.execute("set foreign_key_checks = 1");
        });
    }

    private static List<String> tables(Handle handle) {
        return handle.createQuery("""
                        select table_name from information_schema.tables
                        where table_schema = database() and table_name <> 'flyway_schema_history'
                        """).mapTo(String.class).list();
    }
}
