package org.muster.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import org.muster.common.config.MusterConfig;
import org.muster.common.embedded.EmbeddedMariaDb;

/** The project's own database server, where it has one: {@code supervisor.databaseDirectory}. */
final class OwnDatabase implements AutoCloseable {
    private static final int BUFFER_POOL_MEGABYTES = 256;
    private static final int PATIENCE_MILLISECONDS = 1000;
    private static final String JDBC = "jdbc:";

    private final EmbeddedMariaDb server;

    private OwnDatabase(EmbeddedMariaDb server) {
        this.server = server;
    }

    /** Runs it while this is open, unless it runs already or the project has none. */
    static OwnDatabase forAMoment(MusterConfig config) throws IOException {
        boolean needed = config.supervisor().databaseDirectory() != null && !answers(port(config));
        return needed ? start(config) : new OwnDatabase(null);
    }

    /**
     * Starts it, taking over from one that a killed process left behind.
     *
     * @throws IllegalStateException when it does not come up
     */
    static OwnDatabase start(MusterConfig config) throws IOException {
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

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLISECONDS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
