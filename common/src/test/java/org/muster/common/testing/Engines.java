package org.muster.common.testing;

import java.util.stream.Stream;
import org.muster.common.config.DatabaseConfig;

/** The database servers that the database suite runs against: always the test server, and MySQL where Docker runs. */
public enum Engines {
    /** The embedded MariaDB, or the server that the environment names. */
    TEST_SERVER {
        @Override
        public DatabaseConfig freshSchema() {
            return TestServer.freshSchema("suite");
        }
    },
    /** The oldest MySQL that is supported, in a container. */
    MYSQL_CONTAINER {
        @Override
        public DatabaseConfig freshSchema() {
            return MySqlContainer.freshSchema();
        }
    };

    /** A schema that nobody used before. */
    public abstract DatabaseConfig freshSchema();

    /** Those that this machine can run. */
    public static Stream<Engines> available() {
        return MySqlContainer.usable() ? Stream.of(values()) : Stream.of(TEST_SERVER);
    }
}
