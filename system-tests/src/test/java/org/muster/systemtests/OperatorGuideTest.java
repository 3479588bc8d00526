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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;

/**
 * The README's operator guide is this test: its commands are taken out of the README and run as they stand there, in a clean
 * directory. Only the port is another, so that whoever listens on the usual one does not matter.
 */
class OperatorGuideTest {
    private static final Path DIRECTORY = Path.of("target", "operator-guide").toAbsolutePath();
    private static final Path LOG = Path.of("target", "operator-guide.log").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Pattern SECTION = Pattern.compile("## A project of your own\\n(.*?)\\n## ", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String PLATFORM =
            System.getProperty("os.arch").equals("aarch64") ? "aarch64-unknown-linux-gnu" : "x86_64-pc-linux-gnu";

    @Test
    void the_guide_leads_from_nothing_to_the_first_result_in_five_commands() throws Exception {
        Trees.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        Files.deleteIfExists(LOG);
        Files.createSymbolicLink(DIRECTORY.resolve("bin"), MusterCommand.home().resolve("bin"));
        List<String> blocks = blocks();
        assertThat(blocks).hasSize(3);
        assertThat(blocks.get(1).lines().filter(line -> line.startsWith("bin/muster")))
                .as("commands to the first result")
                .hasSizeLessThanOrEqualTo(5)
                .hasSameSizeAs(blocks.get(1).lines().toList());
        String port = Integer.toString(FreePorts.next());

        shell(blocks.get(0));
        shell(blocks.get(1).replace("8080", port));
        Waiting.until("the first result", PATIENCE, () -> results().contains("TYGER, TYGER, BURNING BRIGHT"));
        shell(blocks.get(2));

        assertThat(said())
                .contains("Everything has stopped on")
                .contains("1 would be created")
                .contains("1 cancelled");
    }

    @AfterEach
    void nothing_stays_behind() throws Exception {
        MusterCommand.run(
                "operator-guide.log",
                PATIENCE,
                "stop",
                "--config",
                DIRECTORY.resolve("demo/muster.yaml").toString());
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(DIRECTORY + "/demo"))
                                .isPresent()))
                .isEmpty();
    }

    private static List<String> blocks() throws IOException {
        Matcher section = SECTION.matcher(Files.readString(MusterCommand.home().resolve("README.md")));
        assertThat(section.find()).as("the section is there").isTrue();
        return BLOCK.matcher(section.group(1))
                .results()
                .map(block -> block.group(1).replace("x86_64-pc-linux-gnu", PLATFORM))
                .toList();
    }

    /** Stops at the first command that fails. */
    private static void shell(String commands) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-eu", "-c", commands)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        builder.environment().put("MUSTER_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MUSTER_BUILD", "never");
        Process process = builder.start();
        assertThat(process.waitFor(2 * PATIENCE.toMinutes(), TimeUnit.MINUTES))
                .as("the commands end: " + said())
                .isTrue();
        assertThat(process.exitValue()).as(said()).isZero();
    }

    private static String results() throws IOException {
        Path results = DIRECTORY.resolve("demo/results");
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

    private static String said() throws IOException {
        return Files.readString(LOG);
    }
}
