package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.PoisonIsolation;
import org.muster.common.testing.Eventually;
import org.slf4j.LoggerFactory;

/** The logs of processes that a supervisor runs, by the configuration that they are given. */
class LogFilesTest {
    private static final int SIZE_KILOBYTES = 100;
    private static final int TOTAL_KILOBYTES = 30;
    /** The files are counted when another one is made, which comes on top; compressed it has some 14 KB. */
    private static final int MOST_FILES = 4;

    private static final int LINES = 40_000;

    @TempDir
    Path directory;

    @Test
    void a_log_is_rolled_over_by_its_size_and_the_old_ones_take_no_more_than_their_share() {
        try (Log log = new Log(directory, "text")) {
            for (int line = 0; line < LINES; line++) {
                // Every line is another, or the old files would hardly take any room when they are compressed.
                log.logger().info("line {} of many: {}", line, Integer.toHexString(line * 0x9E3779B1));
            }
        }
        Eventually.until(() -> old().size() <= MOST_FILES
                && old().stream().allMatch(file -> file.toString().endsWith(".gz")));

        assertThat(old()).as("of some thirty that were made").isNotEmpty();
        assertThat(directory.resolve("daemon.log").toFile().length())
                .isPositive()
                .isLessThan(2 * SIZE_KILOBYTES * 1024);
    }

    @Test
    void in_json_each_line_is_an_object_that_names_workunit_result_and_host() throws IOException {
        try (Log log = new Log(directory, "json")) {
            log.logger()
                    .atWarn()
                    .addKeyValue("workunit", 7L)
                    .addKeyValue("result", 8L)
                    .addKeyValue("host", 9L)
                    .log("The output of result {} cannot be read", 8L);
            log.logger().info("another\nline");
        }

        List<String> lines = Files.readAllLines(directory.resolve("daemon.log"));
        assertThat(lines).hasSize(2);
        JsonNode line = new ObjectMapper().readTree(lines.getFirst());
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("formattedMessage").asText()).isEqualTo("The output of result 8 cannot be read");
        assertThat(value(line, "workunit")).isEqualTo("7");
        assertThat(value(line, "result")).isEqualTo("8");
        assertThat(value(line, "host")).isEqualTo("9");
    }

    @Test
    void in_text_they_stand_behind_the_message() throws IOException {
        try (Log log = new Log(directory, "text")) {
            log.logger().atWarn().addKeyValue("workunit", 7L).log("Set aside");
        }

        assertThat(Files.readString(directory.resolve("daemon.log"))).contains("Set aside workunit=7");
    }

    @Test
    void a_workunit_that_is_set_aside_is_named_by_its_id() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Logger logger = (Logger) LoggerFactory.getLogger(PoisonIsolation.class);
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(logger.getLoggerContext());
        encoder.start();
        appender.setContext(logger.getLoggerContext());
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        logger.addAppender(appender);
        try {
            PoisonIsolation.handle(
                    List.of(4711L),
                    ids -> {
                        throw new IllegalStateException("poison");
                    },
                    (id, error) -> {});
        } finally {
            logger.detachAppender(appender);
        }

        assertThat(value(new ObjectMapper().readTree(written.toByteArray()), "workunit"))
                .isEqualTo("4711");
    }

    private static String value(JsonNode line, String key) {
        for (JsonNode pair : line.path("kvpList")) {
            if (pair.has(key)) {
                return pair.path(key).asText();
            }
        }
        return "absent: " + line;
    }

    private List<Path> old() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().equals("daemon.log"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logging as in a process of its own, with small files. */
    private record Log(LoggerContext context) implements AutoCloseable {
        Log(Path directory, String format) {
            this(new LoggerContext());
            context.setMDCAdapter(new LogbackMDCAdapter());
            context.putProperty(
                    "muster.log.file", directory.resolve("daemon.log").toString());
            context.putProperty("MUSTER_LOG_FORMAT", format);
            context.putProperty("MUSTER_LOG_FILE_SIZE", SIZE_KILOBYTES + "KB");
            context.putProperty("MUSTER_LOG_TOTAL_SIZE", TOTAL_KILOBYTES + "KB");
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            try {
                configurator.doConfigure(LogFilesTest.class.getResource("/logback-file.xml"));
            } catch (ch.qos.logback.core.joran.spi.JoranException e) {
                throw new IllegalStateException(e);
            }
        }

        Logger logger() {
            return context.getLogger("org.muster.test");
        }

        @Override
        public void close() {
            context.stop();
        }
    }
}
