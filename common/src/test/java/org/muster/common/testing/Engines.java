package org.muster.common.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.muster.common.config.DatabaseConfig;
import org.testcontainers.mysql.MySQLContainer;

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
            MySQLContainer mysql = Container.running();
            String url = "jdbc:mysql://" + mysql.getHost() + ":" + mysql.getMappedPort(MySQLContainer.MYSQL_PORT)
                    + "/suite_" + System.nanoTime() + "?createDatabaseIfNotExist=true";
            return new DatabaseConfig(url, "root", mysql.getPassword(), 12);
        }
    };

    /** A schema that nobody used before. */
    public abstract DatabaseConfig freshSchema();

    /** Those that this machine can run. */
    public static Stream<Engines> available() {
        boolean docker = Files.exists(Path.of("/var/run/docker.sock")) || System.getenv("DOCKER_HOST") != null;
        return docker ? Stream.of(values()) : Stream.of(TEST_SERVER);
    }

    /** Started at the first use; ended with the JVM by Testcontainers. */
    private static final class Container {
        private static final MySQLContainer MYSQL =
                new MySQLContainer("mysql:8.4").withCommand("--innodb-flush-log-at-trx-commit=1");

        static MySQLContainer running() {
            if (!MYSQL.isRunning()) {
                MYSQL.start();
            }
            return MYSQL;
        }
    }
}
