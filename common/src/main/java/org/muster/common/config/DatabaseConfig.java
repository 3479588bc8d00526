package org.muster.common.config;

/**
 * How to reach one database.
 *
 * @param url JDBC URL without user and password, for example {@code jdbc:mysql://localhost:3306/muster}
 * @param user account at the database
 * @param password its password; may be empty
 * @param maxConnections most connections one daemon opens, 2 and up; 0 means the default of 8
 */
public record DatabaseConfig(String url, String user, String password, int maxConnections) {
    private static final int DEFAULT_CONNECTIONS = 8;

    public DatabaseConfig {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(
                    "a database needs a url, for example jdbc:mysql://localhost:3306/muster");
        }
        user = user == null ? "" : user;
        password = password == null ? "" : password;
        maxConnections = maxConnections <= 0 ? DEFAULT_CONNECTIONS : maxConnections;
    }

    /** The same database with another bound. */
    public DatabaseConfig withMaxConnections(int connections) {
        return new DatabaseConfig(url, user, password, connections);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return user + "@" + url;
    }
}
