package org.muster.common.testing;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.Trees;

/**
 * The one database server of a test run: an embedded MariaDB, or the server that the environment names by
 * {@code MUSTER_TEST_DATABASE} (a JDBC URL ending in the slash after host and port, for example
 * {@code jdbc:mysql://127.0.0.1:3306/}), {@code MUSTER_TEST_USER} and {@code MUSTER_TEST_PASSWORD}.
 */
final class TestServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final String PASSWORD = "testpassword";
    private static final int CONNECTIONS = 12;
    private static EmbeddedMariaDb embedded;

    private TestServer() {}

    /** A schema of a name that nobody used before. */
    static synchronized DatabaseConfig freshSchema(String purpose) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + purpose + "_" + SCHEMAS.incrementAndGet();
        String given = System.getenv("MUSTER_TEST_DATABASE");
        if (given != null && !given.isBlank()) {
            return new DatabaseConfig(
                    given + name + "?createDatabaseIfNotExist=true",
                    System.getenv("MUSTER_TEST_USER"),
                    System.getenv("MUSTER_TEST_PASSWORD"),
                    CONNECTIONS);
        }
        if (embedded == null) {
            embedded = started();
        }
        return embedded.schema(name, CONNECTIONS);
    }

    private static EmbeddedMariaDb started() {
        Path directory =
                Path.of("target", "test-database-" + ProcessHandle.current().pid());
        Trees.delete(directory);
        EmbeddedMariaDb server = EmbeddedMariaDb.start(directory, PASSWORD, 256);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            Trees.delete(directory);
        }));
        return server;
    }
}
