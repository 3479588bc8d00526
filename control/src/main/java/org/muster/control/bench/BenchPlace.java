package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;
import org.muster.common.store.WorkSchema;

/**
 * Where a benchmark runs: a directory that is emptied at the start, and a database server of its own in it that forces
 * every commit to disk. Closing it stops the server; the directory stays until the next run.
 */
final class BenchPlace implements AutoCloseable {
    private static final String PASSWORD = "benchmarks1";
    private static final String SCHEMA = "muster";
    private static final int SCIENCE_CONNECTIONS = 4;

    private final Path directory;
    private final EmbeddedMariaDb server;

    private BenchPlace(Path directory, EmbeddedMariaDb server) {
        this.directory = directory;
        this.server = server;
    }

    /**
     * Empties the directory and starts a server in it.
     *
     * @param bufferPoolMegabytes memory of the database for pages
     */
    static BenchPlace open(Path directory, int bufferPoolMegabytes) throws IOException {
        Trees.delete(directory);
        Files.createDirectories(directory);
        return new BenchPlace(
                directory.toAbsolutePath(),
                EmbeddedMariaDb.start(directory.resolve("database"), PASSWORD, bufferPoolMegabytes));
    }

    Path directory() {
        return directory;
    }

    /** How to reach the work database. */
    DatabaseConfig work(int connections) {
        return server.schema(SCHEMA, connections);
    }

    /** How to reach the science database. */
    DatabaseConfig science() {
        return server.schema(SCHEMA + "_science", SCIENCE_CONNECTIONS);
    }

    /** A pool on the work database, its tables made. */
    Database migrated(int connections) {
        Database database = Database.open(work(connections), "bench");
        WorkSchema.migrate(database);
        return database;
    }

    /** A pool on a schema of its own, its tables made and empty: for {@link LifeFloor}. */
    Database floor() {
        Database database = Database.open(server.schema(SCHEMA + "_floor", 2), "floor");
        WorkSchema.migrate(database);
        return database;
    }

    /** The database server's process. */
    ProcessMeter databaseProcess() throws IOException {
        String pid = Files.readString(directory.resolve("database").resolve("server.pid"));
        return new ProcessMeter(Long.parseLong(pid.strip()));
    }

    @Override
    public void close() {
        server.close();
    }
}
