package org.muster.control.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SplitterConfig;
import org.muster.common.daemon.DaemonProcess;
import org.muster.common.daemon.Shard;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.store.Database;
import org.muster.control.DaemonCatalog;
import org.muster.control.ProjectDirectory;
import org.muster.control.project.ProjectSetup;

/**
 * A whole project in this process: database server, both databases, every daemon. Closing it stops all of them
 * in the opposite order of their start; what never started is left out.
 */
final class DemoProject implements AutoCloseable {
    private static final int BUFFER_POOL_MEGABYTES = 128;
    private static final int CONNECTIONS = 24;
    private static final int DELAY_BOUND_SECONDS = 3600;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private Database work;
    private Database science;

    /** Starts everything. Whatever was started before a failure must still be closed. */
    void start(ProjectDirectory place, int quorum) throws IOException, InterruptedException {
        EmbeddedMariaDb server = EmbeddedMariaDb.start(
                place.directory().resolve("database"), password(place.directory()), BUFFER_POOL_MEGABYTES);
        running.push(server);
        MusterConfig config = place.config(
                server.schema("muster", CONNECTIONS),
                server.schema("muster_science", CONNECTIONS),
                new SplitterConfig(null, null, 0, 0, DELAY_BOUND_SECONDS, quorum, 0, 0, 0));
        work = opened(Database.open(config.database(), "demo-work"));
        science = opened(Database.open(config.scienceDatabase(), "demo-science"));
        new ProjectSetup(config, work, science).run(Instant.now().getEpochSecond());
        DaemonProcess daemons = new DaemonProcess(config, DaemonCatalog.all(), Shard.ALL);
        running.push(daemons);
        daemons.start();
    }

    Database work() {
        return work;
    }

    Database science() {
        return science;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("could not stop everything: " + e.getMessage(), e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Database opened(Database database) {
        running.push(database);
        return database;
    }

    /** The database's password, made at the first start and kept where only the owner reads it. */
    private static String password(Path directory) throws IOException {
        Path file = directory.resolve("database.password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path part = directory.resolve("database.password.part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, password);
        Files.move(part, file);
        return password;
    }
}
