package org.muster.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.ConfigFile;
import org.muster.common.embedded.FreePorts;
import org.muster.control.testing.CommandRun;

/** Projects that have a database server of their own, and its port. */
class OwnDatabaseTest {
    private static final Duration SECONDS = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void two_projects_that_are_made_before_either_is_started_choose_different_ports_and_a_port_that_is_taken_is_told()
            throws Exception {
        Path one = created("one");
        Path two = created("two");
        assertThat(port(one)).isNotEqualTo(port(two));

        try (ServerSocket other = new ServerSocket(port(one), 1, InetAddress.getLoopbackAddress())) {
            refused(other, "start", "--config", one.toString());
            refused(other, "start", "--foreground", "--config", one.toString());
            refused(other, "project", "create", "--config", one.toString());
        }
    }

    private static void refused(ServerSocket other, String... command) {
        Instant begun = Instant.now();
        CommandRun run = CommandRun.of(command);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(SECONDS);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors())
                .startsWith("muster: another program listens on 127.0.0.1:" + other.getLocalPort())
                .contains("write a free port")
                .hasLineCount(1);
    }

    private Path created(String name) {
        String url = "http://127.0.0.1:" + FreePorts.next() + "/" + name + "/";
        Path place = directory.resolve(name);
        CommandRun run = CommandRun.of("project", "create", "--dir", place.toString(), "--name", name, "--url", url);
        assertThat(run.status()).as(run.errors()).isZero();
        return place.resolve("muster.yaml");
    }

    private static int port(Path config) {
        String url = ConfigFile.read(config, Map.of()).database().url();
        return URI.create(url.substring("jdbc:".length())).getPort();
    }
}
