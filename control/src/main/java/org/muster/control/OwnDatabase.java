package org.muster.control;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.muster.common.config.MusterConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.PortTakenException;

/** The project's own database server, where it has one: {@code supervisor.databaseDirectory}. */
final class OwnDatabase implements AutoCloseable {
    private static final int BUFFER_POOL_MEGABYTES = 256;
    private static final String JDBC = "jdbc:";

    private final EmbeddedMariaDb server;

    private OwnDatabase(EmbeddedMariaDb server) {
        this.server = server;
    }

    /** Runs it while this is open, unless it runs already or the project has none. */
    static OwnDatabase forAMoment(MusterConfig config) throws IOException {
        boolean needed = config.supervisor().databaseDirectory() != null
                && !EmbeddedMariaDb.isRunning(config.supervisor().databaseDirectory());
        return needed ? start(config) : new OwnDatabase(null);
    }

    /**
     * Looks whether it could listen, where the project has one.
     *
     * @throws UserErrorException when another program is there already
     */
    static void requirePort(MusterConfig config) {
        if (config.supervisor().databaseDirectory() == null) {
            return;
        }
        try {
            EmbeddedMariaDb.requireFree(config.supervisor().databaseDirectory(), port(config));
        } catch (PortTakenException taken) {
            throw new UserErrorException(taken.getMessage());
        }
    }

    /**
     * Starts it, taking over from one that a killed process left behind.
     *
     * @throws UserErrorException when another program listens where it is to
     * @throws IllegalStateException when it does not come up
     */
    static OwnDatabase start(MusterConfig config) throws IOException {
        requirePort(config);
        Files.createDirectories(config.supervisor().databaseDirectory());
        return new OwnDatabase(EmbeddedMariaDb.start(
                config.supervisor().databaseDirectory(),
                config.database().password(),
                BUFFER_POOL_MEGABYTES,
                port(config)));
    }

    private static int port(MusterConfig config) {
        return URI.create(config.database().url().substring(JDBC.length())).getPort();
    }

    /** Waits until the server has ended, whoever ended it. */
    void awaitEnd() throws InterruptedException {
        server.awaitEnd();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
