package org.muster.common.testing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.common.config.DatabaseConfig;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The oldest MySQL that is supported, in a container. Started at the first use, ended with the JVM by Testcontainers.
 *
 * <p>A machine whose Docker cannot be used, or cannot fetch the image because it has no way to a registry, is an ordinary
 * machine: there the suite runs on the test server only, and one line says so. Once the image is there, whatever goes
 * wrong is a failure.
 */
final class MySqlContainer {
    private static final DockerImageName IMAGE = DockerImageName.parse("mysql:8.4");
    private static MySQLContainer running;
    private static Boolean usable;

    private MySqlContainer() {}

    /** Whether this machine can run it. Fetches the image: without a way to it that may take some minutes, once. */
    static synchronized boolean usable() {
        if (usable == null) {
            usable = docker() && fetched();
        }
        return usable;
    }

    /** A schema that nobody used before. */
    static synchronized DatabaseConfig freshSchema() {
        if (running == null) {
            MySQLContainer mysql = new MySQLContainer(IMAGE).withCommand("--innodb-flush-log-at-trx-commit=1");
            mysql.start();
            running = mysql;
        }
        String url = "jdbc:mysql://" + running.getHost() + ":" + running.getMappedPort(MySQLContainer.MYSQL_PORT)
                + "/suite_" + System.nanoTime() + "?createDatabaseIfNotExist=true";
        return new DatabaseConfig(url, "root", running.getPassword(), 12);
    }

    private static boolean docker() {
        return Files.exists(Path.of("/var/run/docker.sock")) || System.getenv("DOCKER_HOST") != null;
    }

    private static boolean fetched() {
        try {
            DockerClientFactory docker = DockerClientFactory.instance();
            docker.checkAndPullImage(docker.client(), IMAGE.asCanonicalNameString());
            return true;
        } catch (RuntimeException e) {
            sayOnConsole("The database suite runs without MySQL in a container: Docker cannot be used, or cannot fetch "
                    + IMAGE + " (" + reason(e) + "). To have it, see to it that this works: docker pull " + IMAGE);
            return false;
        }
    }

    private static String reason(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
    }

    /** The build keeps what tests print in files of their own; this is for whoever looks at the build. */
    private static void sayOnConsole(String line) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8).println(line);
    }
}
