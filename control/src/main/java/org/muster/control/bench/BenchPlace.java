package org.muster.control.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;
import org.muster.common.store.WorkSchema;
import org.muster.control.HeldFile;

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
    private final HeldFile lock;

    private BenchPlace(Path directory, EmbeddedMariaDb server, HeldFile lock) {
        this.directory = directory;
        this.server = server;
        this.lock = lock;
    }

    /**
     * Empties the directory and starts a server in it.
     *
     * @param bufferPoolMegabytes memory of the database for pages
     * @throws org.muster.control.UserErrorException when another benchmark runs there
     */
    static BenchPlace open(Path directory, int bufferPoolMegabytes) throws IOException {
        HeldFile lock = lock(directory.toAbsolutePath());
        try {
            Trees.delete(directory);
            Files.createDirectories(directory);
            return new BenchPlace(
                    directory.toAbsolutePath(),
                    EmbeddedMariaDb.start(directory.resolve("database"), PASSWORD, bufferPoolMegabytes),
                    lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Two in one directory would take each other's files away, and be called unclean. The lock lies beside it. */
    private static HeldFile lock(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        return HeldFile.hold(
                directory.resolveSibling(directory.getFileName() + ".lock"),
                "another benchmark runs in " + directory
                        + "; wait until it has ended, or choose another place with --dir");
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
        try (lock) {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
