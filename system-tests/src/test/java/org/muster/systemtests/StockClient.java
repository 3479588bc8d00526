package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;

/**
 * A stock BOINC client with a data directory and a control port of its own: Debian's, unless the environment variable
 * {@code MUSTER_BOINC_CLIENT} names the program of another one.
 */
final class StockClient implements AutoCloseable {
    private static final String PROGRAM =
            Optional.ofNullable(System.getenv("MUSTER_BOINC_CLIENT")).orElse("boinc");
    private static final String PASSWORD = "system-tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final boolean oneOfSeveral;
    private final int controlPort;
    private Process process;

    private StockClient(Path directory, boolean oneOfSeveral, int controlPort) {
        this.directory = directory;
        this.oneOfSeveral = oneOfSeveral;
        this.controlPort = controlPort;
    }

    /** Starts a client in an empty directory and waits until it answers its control command. */
    static StockClient start(Path directory) throws Exception {
        return start(directory, true);
    }

    /**
     * As above.
     *
     * @param oneOfSeveral whether it says that it need not be the only client on this machine
     */
    static StockClient start(Path directory, boolean oneOfSeveral) throws Exception {
        Trees.delete(directory);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("gui_rpc_auth.cfg"), PASSWORD + "\n");
        Files.writeString(directory.resolve("cc_config.xml"), """
                <cc_config>
                <log_flags><sched_op_debug>1</sched_op_debug><file_xfer_debug>1</file_xfer_debug>
                <cpu_sched>1</cpu_sched><checkpoint_debug>1</checkpoint_debug></log_flags>
                <options><start_delay>0</start_delay><report_results_immediately>1</report_results_immediately>
                <skip_cpu_benchmarks>1</skip_cpu_benchmarks><allow_multiple_clients>%d</allow_multiple_clients>
                <fetch_minimal_work>0</fetch_minimal_work><max_file_xfers_per_project>4</max_file_xfers_per_project></options>
                </cc_config>
                """.formatted(oneOfSeveral ? 1 : 0));
        Files.writeString(directory.resolve("global_prefs_override.xml"), """
                <global_preferences>
                <run_on_batteries>1</run_on_batteries><run_if_user_active>1</run_if_user_active>
                <suspend_cpu_usage>0</suspend_cpu_usage><niu_suspend_cpu_usage>0</niu_suspend_cpu_usage>
                <max_ncpus_pct>100</max_ncpus_pct><niu_max_ncpus_pct>100</niu_max_ncpus_pct>
                <cpu_usage_limit>100</cpu_usage_limit><niu_cpu_usage_limit>100</niu_cpu_usage_limit>
                <work_buf_min_days>0.01</work_buf_min_days>
                <work_buf_additional_days>0.01</work_buf_additional_days><disk_max_used_gb>5</disk_max_used_gb>
                <disk_max_used_pct>90</disk_max_used_pct><disk_min_free_gb>0.1</disk_min_free_gb>
                <ram_max_used_busy_pct>90</ram_max_used_busy_pct><ram_max_used_idle_pct>90</ram_max_used_idle_pct>
                </global_preferences>
                """);
        StockClient client = new StockClient(directory, oneOfSeveral, FreePorts.next());
        client.startAgain();
        return client;
    }

    /** Starts it in the directory as it is, after {@link #stop}. */
    void startAgain() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                PROGRAM, "--dir", directory.toString(), "--no_gpus", "--gui_rpc_port", Integer.toString(controlPort)));
        if (oneOfSeveral) {
            command.add("--allow_multiple_clients");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("client.log").toFile()));
        // The application looks for a Java runtime; the test's own is one.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process = builder.start();
        Waiting.until(
                "the client answers",
                PATIENCE,
                () -> command("--client_version").contains("Client version"));
    }

    /** Ends it in order; its tasks stay where they are. */
    void stop() throws Exception {
        command("--quit");
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    /** Creates an account through the client, as the BOINC Manager does; returns its key. */
    String createAccount(URI project, String email, String password, String name) throws Exception {
        String answer = command("--create_account", project.toString(), email, password, name);
        return answer.lines()
                .filter(line -> line.contains("account key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no account was created: " + answer));
    }

    void attach(URI project, String accountKey) throws Exception {
        command("--project_attach", project.toString(), accountKey);
    }

    void detach(URI project) throws Exception {
        command("--project", project.toString(), "detach");
    }

    /** Asks the client to contact the project now instead of when it likes. */
    void update(URI project) throws Exception {
        command("--project", project.toString(), "update");
    }

    /** What the client says of a value of one of its tasks, for example {@code fraction done}; empty without the task. */
    String task(String name, String value) throws IOException, InterruptedException {
        boolean found = false;
        for (String line : command("--get_tasks").lines().map(String::strip).toList()) {
            if (line.startsWith("name: ")) {
                found = line.equals("name: " + name);
            } else if (found && line.startsWith(value + ": ")) {
                return line.substring(value.length() + 2);
            }
        }
        return "";
    }

    /** How much of a task is done, from 0 to 1; 0 without the task. */
    double fractionDone(String name) throws IOException, InterruptedException {
        String text = task(name, "fraction done");
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    /** Runs {@code boinccmd} against this client; returns what it printed. */
    String command(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("boinccmd", "--host", "127.0.0.1:" + controlPort, "--passwd", PASSWORD));
        command.addAll(List.of(arguments));
        Process boinccmd = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String answer = new String(boinccmd.getInputStream().readAllBytes(), UTF_8);
        boinccmd.waitFor(60, TimeUnit.SECONDS);
        return answer;
    }

    /** What it has said; it may have copied bytes of files there, which are no characters. */
    String log() throws IOException {
        return new String(Files.readAllBytes(directory.resolve("client.log")), UTF_8);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
