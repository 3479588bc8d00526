package org.muster.common.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * Connections that are waited for in short turns, so that a process that ends can give up what will not come: where the
 * machine goes down, the database server has been told to end in the same moment. Thread-safe.
 */
final class PatientPool extends HikariDataSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofSeconds(1);

    private volatile boolean hurried;

    PatientPool(HikariConfig config) {
        super(inTurns(config));
    }

    private static HikariConfig inTurns(HikariConfig config) {
        config.setConnectionTimeout(TURN.toMillis());
        return config;
    }

    /** From now on only those wait for a connection for whom there is one that others use. */
    void hurry() {
        hurried = true;
    }

    /**
     * A connection, waited for some seconds.
     *
     * @throws SQLTransientConnectionException when the server is away, or all connections are in use
     */
    @Override
    public Connection getConnection() throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLTransientConnectionException none) {
                boolean late = System.nanoTime() - begun
                        >= PATIENCE.minus(TURN.dividedBy(2)).toNanos();
                if (late || hurried && nobodyIsConnected()) {
                    throw none;
                }
            }
        }
    }

    private boolean nobodyIsConnected() {
        return getHikariPoolMXBean().getTotalConnections() == 0;
    }
}
