package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * How to reach one database.
 *
 * @param url JDBC URL without user and password, for example {@code jdbc:mysql://localhost:3306/muster}
 * @param user account at the database
 * @param password its password; may be empty
 * @param maxConnections most connections one daemon opens, 2 and up; 0 means the default of 8
 * @param replicaUrl JDBC URL of a copy that follows by replication, with the same user and password; none when left out
 */
public record DatabaseConfig(String url, String user, String password, int maxConnections, String replicaUrl) {
    private static final int DEFAULT_CONNECTIONS = 8;

    @JsonCreator
    public DatabaseConfig {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(
                    "a database needs a url, for example jdbc:mysql://localhost:3306/muster");
        }
        user = user == null ? "" : user;
        password = password == null ? "" : password;
        maxConnections = maxConnections <= 0 ? DEFAULT_CONNECTIONS : maxConnections;
    }

    /** Without a replica. */
    public DatabaseConfig(String url, String user, String password, int maxConnections) {
        this(url, user, password, maxConnections, null);
    }

    /** The same database with another bound. */
    public DatabaseConfig withMaxConnections(int connections) {
        return new DatabaseConfig(url, user, password, connections, replicaUrl);
    }

    /** The copy that follows, if there is one. */
    @JsonIgnore
    public Optional<DatabaseConfig> replica() {
        return Optional.ofNullable(replicaUrl)
                .filter(copy -> !copy.isBlank())
                .map(copy -> new DatabaseConfig(copy, user, password, maxConnections));
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return user + "@" + url;
    }
}
