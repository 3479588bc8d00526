package org.muster.common.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.muster.common.config.DatabaseConfig;

/**
 * One pool of connections to one database, and the two ways to use it.
 *
 * <p>All work runs under READ COMMITTED. A transaction that loses a deadlock or waits too long for a lock is
 * run again from its start, so the work given to {@link #transact} must be SQL and memory only: no file, no
 * other database, no message to anybody. Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** One that holds the schema's lock and one that changes it. */
    private static final int LEAST_CONNECTIONS = 2;

    private static final Pattern LOOPBACK =
            Pattern.compile("^jdbc:mysql://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?(/|$)");
    private static final int ATTEMPTS = 8;
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    /** MariaDB under innodb_snapshot_isolation: the row changed since this transaction looked. */
    private static final int RECORD_CHANGED = 1020;

    private final PatientPool pool;
    private final Jdbi jdbi;
    private final String name;

    private Database(PatientPool pool, String name) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        jdbi.setTransactionHandler(new StatementTransactions());
        this.name = name;
    }

    /** Opens a pool. Does not connect yet: a database that is away is noticed at the first use. */
    public static Database open(DatabaseConfig config, String poolName) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(poolName);
        hikari.setJdbcUrl(config.url());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(Math.max(config.maxConnections(), LEAST_CONNECTIONS));
        hikari.setMinimumIdle(0);
        hikari.setInitializationFailTimeout(-1);
        hikari.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        hikari.addDataSourceProperty("rewriteBatchedStatements", "true");
        hikari.addDataSourceProperty("useServerPrepStmts", "false");
        // The pool and the driver are the only ones that change a session, so the server need not be asked about it.
        hikari.addDataSourceProperty("useLocalSessionState", "true");
        hikari.addDataSourceProperty("allowPublicKeyRetrieval", "true");
        hikari.addDataSourceProperty("sslMode", onThisMachine(config.url()) ? "DISABLED" : "PREFERRED");
        hikari.addDataSourceProperty("characterEncoding", "UTF-8");
        hikari.addDataSourceProperty("connectTimeout", "5000");
        hikari.addDataSourceProperty("socketTimeout", "120000");
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        return new Database(new PatientPool(hikari), poolName);
    }

    /**
     * Whether the server is on this machine: what never leaves it need not be encrypted, which costs both ends as much as
     * the statements do. A URL that names its own {@code sslMode} keeps it.
     */
    static boolean onThisMachine(String url) {
        return LOOPBACK.matcher(url).find();
    }

    /**
     * Runs queries on one connection, each statement committed by itself.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached
     */
    public <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(query::apply);
        } catch (JdbiException e) {
            throw translated(e);
        }
    }

    /**
     * Runs one query that steers and does not decide, such as a count of what waits. It sees what others have not committed,
     * so the server need not look, for each entry of an index that was changed lately, whether this reader may see it.
     *
     * <p>Not within a transaction.
     *
     * @param query sends a single statement
     * @throws DatabaseUnavailableException when the database cannot be reached
     */
    public <T> T estimate(Function<Handle, T> query) {
        return read(handle -> {
            // Without "session" it holds for the next statement only.
            handle.execute("set transaction isolation level read uncommitted");
            return query.apply(handle);
        });
    }

    /**
     * Runs one transaction and commits it; run again from its start after a deadlock or lock timeout.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached; if it broke off during the
     *     commit, whether that took place is unknown, and only conditional updates make a repeat safe
     */
    public <T> T transact(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work::apply);
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !isContention(e)) {
                    throw translated(e);
                }
            }
        }
    }

    /** A transaction that gives no value back. See {@link #transact}. */
    public void write(Consumer<Handle> work) {
        transact(handle -> {
            work.accept(handle);
            return Boolean.TRUE;
        });
    }

    /** Shows how many connections are open and wanted, as {@code muster.database.*}. */
    public void measure(MeterRegistry registry, Tags tags) {
        gauge(registry, "connections", tags.and("state", "active"), HikariPoolMXBean::getActiveConnections);
        gauge(registry, "connections", tags.and("state", "idle"), HikariPoolMXBean::getIdleConnections);
        gauge(registry, "waiting", tags, HikariPoolMXBean::getThreadsAwaitingConnection);
        Gauge.builder("muster.database.connections.max", pool, PatientPool::getMaximumPoolSize)
                .tags(tags)
                .register(registry);
    }

    /** There is no pool before the first connection. */
    private void gauge(MeterRegistry registry, String what, Tags tags, ToDoubleFunction<HikariPoolMXBean> value) {
        Gauge.builder(
                        "muster.database." + what,
                        pool,
                        source -> source.getHikariPoolMXBean() == null
                                ? 0
                                : value.applyAsDouble(source.getHikariPoolMXBean()))
                .tags(tags)
                .register(registry);
    }

    /**
     * This process ends: from now on nobody waits for a server that is away, which has been told to end in the same moment
     * when the machine goes down. What runs while the server is there goes on as before.
     */
    public void hurry() {
        pool.hurry();
    }

    /** The pool itself, for libraries that want a data source. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static boolean isContention(Throwable thrown) {
        SQLException sql = sqlCause(thrown);
        return sql != null
                && (sql.getErrorCode() == DEADLOCK
                        || sql.getErrorCode() == LOCK_WAIT_TIMEOUT
                        || sql.getErrorCode() == RECORD_CHANGED);
    }

    private RuntimeException translated(JdbiException thrown) {
        SQLException sql = sqlCause(thrown);
        boolean away = thrown instanceof ConnectionException
                || sql instanceof SQLTransientConnectionException
                || sql instanceof SQLNonTransientConnectionException
                || (sql != null
                        && sql.getSQLState() != null
                        && sql.getSQLState().startsWith("08"));
        if (!away) {
            return thrown;
        }
        String reason = sql == null ? thrown.getMessage() : sql.getMessage();
        return new DatabaseUnavailableException("database " + name + " cannot be reached: " + reason, thrown);
    }

    private static SQLException sqlCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
