package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;

/** The command that the README begins with, as a newcomer types it. */
final class DemoTest {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Path RECORDINGS =
            Path.of("..", "science", "src", "test", "resources", "recordings").toAbsolutePath();

    @Test
    void the_demonstration_finds_what_was_put_in_twice_in_a_row_and_leaves_no_process_behind() throws Exception {
        Path directory = fresh("demo-twice");
        int port = FreePorts.next();

        for (int run = 1; run <= 2; run++) {
            int status = demo("demo-twice-" + run + ".log", directory, port);

            String said = said("demo-twice-" + run + ".log");
            assertThat(status).as(said).isZero();
            assertThat(said)
                    .contains("http://127.0.0.1:" + port + "/muster/")
                    .contains("server_status.php")
                    .containsPattern("created 32 .* purged 32")
                    .contains("carrier")
                    .contains("drifting carrier")
                    .contains("pulsed tone")
                    .contains("3 of 3 signals found");
        }
        assertThat(processesOf(directory)).isEmpty();
    }

    @Test
    void ctrl_c_stops_everything_in_order() throws Exception {
        Path directory = fresh("demo-stopped");
        try (MusterCommand demo = MusterCommand.start(
                "demo-stopped.log",
                "demo",
                "--dir",
                directory.toString(),
                "--port",
                Integer.toString(FreePorts.next()))) {
            Waiting.until("volunteers are at work", PATIENCE, () -> demo.said().contains("sent 2"));

            demo.terminate(Duration.ofSeconds(60));
        }
        assertThat(processesOf(directory)).isEmpty();
    }

    @Test
    void without_volunteers_of_its_own_it_makes_all_work_and_waits_for_real_ones_until_it_is_told_to_end()
            throws Exception {
        Path directory = fresh("demo-waiting");
        Files.deleteIfExists(Path.of("target", "demo-waiting.log"));
        int port = FreePorts.next();
        try (MusterCommand demo = MusterCommand.start(
                "demo-waiting.log",
                "demo",
                "--volunteers",
                "0",
                "--dir",
                directory.toString(),
                "--port",
                Integer.toString(port))) {
            Waiting.until("all workunits are made", PATIENCE, () -> demo.said().contains("created 32"));

            assertThat(demo.said())
                    .contains("attach to   http://127.0.0.1:" + port + "/muster/")
                    .contains("attach at least 2 clients");
            assertThat(demo.isAlive()).as("waits").isTrue();
            assertThat(demo.terminate(Duration.ofSeconds(60))).isIn(0, 143);
            assertThat(demo.said()).as("nobody was there to take work").doesNotContainPattern("sent [1-9]");
        }
        assertThat(processesOf(directory)).isEmpty();
    }

    @Test
    void a_real_recording_of_arecibo_runs_through() throws Exception {
        Path directory = fresh("demo-puppi");

        int status = demo(
                "demo-puppi.log",
                directory,
                FreePorts.next(),
                "--recording",
                RECORDINGS.resolve("sample_puppi.raw").toString());

        assertThat(status).as(said("demo-puppi.log")).isZero();
        assertThat(said("demo-puppi.log")).containsPattern("purged [1-9]").contains("nothing was put in");
    }

    @Test
    void a_recording_that_is_cut_off_is_refused_with_the_block_and_the_bytes_missing() throws Exception {
        for (String name : List.of("sample_vegas.raw", "sample_blc.raw")) {
            int status = demo(
                    name + ".log",
                    fresh("demo-" + name),
                    FreePorts.next(),
                    "--recording",
                    RECORDINGS.resolve(name).toString());

            assertThat(status).isEqualTo(1);
            assertThat(said(name + ".log")).containsPattern("refused.*block.*\\d+ bytes");
        }
    }

    private static int demo(String log, Path directory, int port, String... more) throws Exception {
        Files.deleteIfExists(Path.of("target", log));
        String[] arguments = new String[6 + more.length];
        List<String> fixed =
                List.of("demo", "--exit-when-done", "--dir", directory.toString(), "--port", Integer.toString(port));
        for (int i = 0; i < fixed.size(); i++) {
            arguments[i] = fixed.get(i);
        }
        System.arraycopy(more, 0, arguments, fixed.size(), more.length);
        return MusterCommand.run(log, PATIENCE, arguments);
    }

    private static String said(String log) throws IOException {
        return Files.readString(Path.of("target", log));
    }

    private static Path fresh(String name) {
        Path directory = Path.of("target", name).toAbsolutePath();
        Trees.delete(directory);
        return directory;
    }

    /** Processes that name the directory on their command line. */
    private static List<String> processesOf(Path directory) {
        return ProcessHandle.allProcesses()
                .map(handle -> commandLine(handle.pid()))
                .filter(line -> line.contains(directory.toString()))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
