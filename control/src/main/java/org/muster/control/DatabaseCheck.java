package org.muster.control;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.MusterConfig;
import org.muster.control.supervisor.RunDirectory;

/** Asks a database whether it can be used, and says in one line what is wrong and what to do. */
final class DatabaseCheck {
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int NO_SUCH_TABLE = 1146;
    private static final String ACCESS_DENIED = "28";
    private static final int NO_PRIVILEGE = 1044;

    private DatabaseCheck() {}

    /**
     * Refuses a database that cannot be reached, or not with this account.
     *
     * @param key where it stands in the configuration
     */
    static void requireReachable(DatabaseConfig config, String key) {
        ask(config, key, "select 1", "");
    }

    /** Refuses a work database without its tables. */
    static void requireProject(MusterConfig config) {
        requireTable(config, config.database(), "database", "app");
    }

    /** Refuses a science database without its tables. */
    static void requireScience(MusterConfig config) {
        requireTable(config, config.scienceDatabase(), "scienceDatabase", "recording");
    }

    /** Refuses an account that the work database refuses; a database that is away is waited for by those who need it. */
    static void requireAccount(MusterConfig config) {
        try {
            connect(config.database()).close();
        } catch (SQLException e) {
            if (isRefusal(e)) {
                throw new UserErrorException(reason(config.database(), "database", e, ""));
            }
        }
    }

    /** Refuses a project of whose databases one cannot be reached; whether there are tables in them does not matter. */
    static void requireAllReachable(MusterConfig config) {
        require(config, config.database(), "database", "select 1");
        if (config.scienceDatabase() != null) {
            require(config, config.scienceDatabase(), "scienceDatabase", "select 1");
        }
    }

    private static void requireTable(MusterConfig config, DatabaseConfig database, String key, String table) {
        require(config, database, key, "select id from " + table + " limit 1");
    }

    private static void require(MusterConfig config, DatabaseConfig database, String key, String query) {
        try {
            ask(database, key, query, "make the project first:  bin/muster project create");
        } catch (UserErrorException away) {
            if (config.supervisor().databaseDirectory() != null
                    && RunDirectory.of(config).living().isEmpty()) {
                throw new UserErrorException(
                        "the project's own database server is not running; start the project first:"
                                + "  bin/muster start");
            }
            throw away;
        }
    }

    private static void ask(DatabaseConfig config, String key, String query, String whatToDo) {
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(query);
        } catch (SQLException e) {
            throw new UserErrorException(reason(config, key, e, whatToDo));
        }
    }

    private static Connection connect(DatabaseConfig config) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", "20000");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        return DriverManager.getConnection(config.url(), properties);
    }

    private static boolean isRefusal(SQLException thrown) {
        return thrown.getErrorCode() == NO_PRIVILEGE
                || (thrown.getSQLState() != null && thrown.getSQLState().startsWith(ACCESS_DENIED));
    }

    private static String reason(DatabaseConfig config, String key, SQLException thrown, String whatToDo) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        String where = config.url().replaceFirst("\\?.*", "");
        if (thrown.getErrorCode() == UNKNOWN_DATABASE) {
            return "there is no database " + where + " (" + key + ".url); create it:  create database "
                    + where.replaceFirst(".*/", "") + "  (or add ?createDatabaseIfNotExist=true to the url)";
        }
        if (thrown.getErrorCode() == NO_SUCH_TABLE) {
            return "the database " + where + " has no project in it; " + whatToDo;
        }
        if (isRefusal(thrown)) {
            return "the database " + where + " refuses the user " + config.user() + ": check " + key + ".user and "
                    + key + ".password, and the user's rights (" + firstLine(thrown) + ")";
        }
        if (state.startsWith("08")) {
            return "the database " + where + " cannot be reached (" + key + ".url): is the server running, and are host"
                    + " and port right? (" + firstLine(thrown) + ")";
        }
        return "the database " + where + " cannot be used: " + firstLine(thrown);
    }

    private static String firstLine(SQLException thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
