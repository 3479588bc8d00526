package org.muster.control.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.store.DatabaseUnavailableException;

/**
 * Connections on which values go through as they are: times in UTC, zeros in dates allowed, no checks of keys. Each is of its
 * own and not of a pool, because all of this is changed for as long as it lives.
 */
final class DumpConnection {
    private static final String NO_TIMEOUT = "0";

    /** What the session of a dump and of its loading has in common; the first lines of every dump say the same. */
    static final String SETTINGS = "set names utf8mb4, time_zone = '+00:00', sql_mode = 'NO_AUTO_VALUE_ON_ZERO',"
            + " foreign_key_checks = 0, unique_checks = 0";

    private DumpConnection() {}

    /**
     * Connects.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached
     */
    static Connection open(DatabaseConfig config, String name) {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("sslMode", "PREFERRED");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectTimeout", "30000");
        properties.setProperty("socketTimeout", NO_TIMEOUT);
        properties.setProperty("tcpKeepAlive", "true");
        try {
            Connection connection = DriverManager.getConnection(config.url(), properties);
            run(connection, SETTINGS);
            return connection;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "database " + name + " (" + config + ") cannot be reached: " + e.getMessage(), e);
        }
    }

    /** Runs a statement exactly as it is. */
    static int run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeUpdate(sql);
        }
    }

    /** A name as SQL has it. */
    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
