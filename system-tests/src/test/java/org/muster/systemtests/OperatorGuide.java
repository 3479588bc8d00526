package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;

/**
 * The README's section "A project of your own": its commands, as they stand there, in a clean directory of a test's own.
 * Only the port is another, so that whoever listens on the usual one does not matter, and the platform is this machine's.
 */
final class OperatorGuide implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Pattern SECTION = Pattern.compile("## A project of your own\\n(.*?)\\n## ", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String PLATFORM =
            System.getProperty("os.arch").equals("aarch64") ? "aarch64-unknown-linux-gnu" : "x86_64-pc-linux-gnu";

    private final Path directory;
    private final Path log;
    private final String port;
    private final List<String> blocks;

    private OperatorGuide(Path directory, Path log, String port, List<String> blocks) {
        this.directory = directory;
        this.log = log;
        this.port = port;
        this.blocks = blocks;
    }

    /** The guide, in an empty directory of this name in {@code target}. */
    static OperatorGuide in(String name) throws IOException {
        Path directory = Path.of("target", name).toAbsolutePath();
        Path log = Path.of("target", name + ".log").toAbsolutePath();
        Trees.delete(directory);
        Files.createDirectories(directory);
        Files.deleteIfExists(log);
        Files.createSymbolicLink(directory.resolve("bin"), MusterCommand.home().resolve("bin"));
        Matcher section = SECTION.matcher(Files.readString(MusterCommand.home().resolve("README.md")));
        assertThat(section.find()).as("the section is there").isTrue();
        List<String> blocks = BLOCK.matcher(section.group(1))
                .results()
                .map(block -> block.group(1).replace("x86_64-pc-linux-gnu", PLATFORM))
                .toList();
        assertThat(blocks).hasSize(3);
        return new OperatorGuide(directory, log, Integer.toString(FreePorts.next()), blocks);
    }

    /** What makes the application and its input, without any command of ours. */
    String application() {
        return blocks.get(0);
    }

    /** From nothing to the first result: a command a line. */
    List<String> firstResult() {
        return blocks.get(1).lines().toList();
    }

    /** What is done day by day. */
    String dayByDay() {
        return blocks.get(2);
    }

    Path directory() {
        return directory;
    }

    /** The project's master URL. */
    String address() {
        return "http://127.0.0.1:" + port + "/muster/";
    }

    /** Runs commands; stops at the first that fails. */
    void run(String commands) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-eu", "-c", commands.replace("8080", port))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MUSTER_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MUSTER_BUILD", "never");
        Process process = builder.start();
        assertThat(process.waitFor(2 * PATIENCE.toMinutes(), TimeUnit.MINUTES))
                .as("the commands end: " + said())
                .isTrue();
        assertThat(process.exitValue()).as(said()).isZero();
    }

    /** What the result files hold that have come so far, one after the other. */
    String results() throws IOException {
        Path results = directory.resolve("demo/results");
        if (!Files.isDirectory(results)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(results)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    /** What the commands have printed. */
    String said() throws IOException {
        return Files.readString(log);
    }

    /** Stops the project; no process of it stays behind. */
    @Override
    public void close() throws Exception {
        MusterCommand.run(
                log.getFileName().toString(),
                PATIENCE,
                "stop",
                "--config",
                directory.resolve("demo/muster.yaml").toString());
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(directory + "/demo"))
                                .isPresent()))
                .isEmpty();
    }
}
