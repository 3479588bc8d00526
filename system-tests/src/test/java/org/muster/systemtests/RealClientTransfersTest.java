package org.muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stock client whose large files are half on their way when the server at the other end is killed. */
@Tag("real-client")
final class RealClientTransfersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int FILE_BYTES = 15_000_000;
    private static final int HALF_WAY = 4_000_000;
    private static final int BYTES_PER_SECOND = 1_000_000;

    private static TransfersProject project;

    private StockClient client;

    @BeforeAll
    static void a_project_with_slow_downloads() throws Exception {
        project = TransfersProject.start();
    }

    @AfterAll
    static void stop() {
        project.close();
    }

    @BeforeEach
    void a_client_that_uploads_slowly_and_tells_what_it_says_to_servers() throws Exception {
        client = StockClient.start(TransfersProject.DIRECTORY.resolve("client"));
        change("cc_config.xml", "<log_flags>", "<log_flags><http_debug>1</http_debug>");
        client.command("--read_cc_config");
        change(
                "global_prefs_override.xml",
                "<global_preferences>",
                "<global_preferences><max_bytes_sec_up>" + BYTES_PER_SECOND + "</max_bytes_sec_up>");
        client.command("--read_global_prefs_override");
        String name = "user" + System.nanoTime();
        client.attach(
                project.url(), client.createAccount(project.url(), name + "@example.invalid", "correct horse", name));
    }

    @AfterEach
    void the_client_goes() throws Exception {
        client.close();
    }

    @Test
    void a_half_finished_download_goes_on_after_the_server_was_killed_and_started_again() throws Exception {
        byte[] content = randomBytes(1);
        project.workunit("fetched", content);
        updateUntil("half of the input is there", () -> sizeAtClient("fetched.in") > HALF_WAY);
        project.killWeb();
        Waiting.until(
                "the client notices",
                PATIENCE,
                () -> client.log().contains("Temporarily failed download of fetched.in"));
        assertThat(sizeAtClient("fetched.in")).isBetween(1L, FILE_BYTES - 1L);

        project.startWeb();

        retryUntil("fetched.in", () -> client.log().contains("Finished download of fetched.in"));
        assertThat(greatest("Range: bytes=([0-9]+)-"))
                .as("where it went on, as it told the server")
                .isBetween(HALF_WAY - 10_000L, FILE_BYTES - 1L);
        assertThat(client.log()).contains("206 Partial Content");
        finished("fetched_0");
        assertThat(uploaded("fetched_0")).hasBinaryContent(content);
    }

    @Test
    void a_half_finished_upload_goes_on_after_the_handler_was_killed_and_started_again() throws Exception {
        byte[] content = randomBytes(2);
        project.workunit("sent", content);
        updateUntil("the result is there", () -> project.outputName("sent_0").isPresent());
        String output = project.outputName("sent_0").orElseThrow();
        updateUntil("half of the output is here", () -> project.partOfUpload(output) > HALF_WAY);
        project.killUploads();
        assertThat(project.upload(output)).as("not whole yet").isEmpty();
        long arrived = project.partOfUpload(output);
        Waiting.until(
                "the client notices", PATIENCE, () -> client.log().contains("Temporarily failed upload of " + output));

        project.startUploads();

        retryUntil(output, () -> client.log().contains("Finished upload of " + output));
        assertThat(greatest("starting upload, upload_offset ([0-9]+)"))
                .as("where it went on")
                .isBetween(HALF_WAY - 1L, arrived);
        finished("sent_0");
        assertThat(uploaded("sent_0")).hasBinaryContent(content);
    }

    @Test
    void an_input_with_a_compressed_twin_is_fetched_compressed_and_unpacked() throws Exception {
        byte[] content = "The sky is full of noise. ".repeat(20_000).getBytes(UTF_8);
        project.compressedWorkunit("packed", content);

        finished("packed_0");

        assertThat(client.log()).contains("/packed.in.gz HTTP/1.1").doesNotContain("/packed.in HTTP/1.1");
        assertThat(uploaded("packed_0")).hasBinaryContent(content);
    }

    private long greatest(String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(client.log());
        long greatest = 0;
        while (matcher.find()) {
            greatest = Math.max(greatest, Long.parseLong(matcher.group(1)));
        }
        return greatest;
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = client.directory().resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));
    }

    private long sizeAtClient(String file) throws IOException {
        try (Stream<Path> all = Files.walk(client.directory().resolve("projects"))) {
            for (Path path : all.filter(path -> path.endsWith(file)).toList()) {
                return Files.size(path);
            }
        }
        return 0;
    }

    private Path uploaded(String result) {
        return project.upload(project.outputName(result).orElseThrow()).orElseThrow();
    }

    /** The volunteer presses Retry, since clients wait for minutes by themselves. */
    private void retryUntil(String file, Callable<Boolean> condition) throws Exception {
        Waiting.until(file + " is transferred", PATIENCE, () -> {
            client.command("--file_transfer", project.url().toString(), file, "retry");
            Thread.sleep(1_500);
            return condition.call();
        });
    }

    private void updateUntil(String what, Callable<Boolean> condition) throws Exception {
        Waiting.until(what, PATIENCE, () -> {
            if (condition.call()) {
                return true;
            }
            client.update(project.url());
            Thread.sleep(500);
            return condition.call();
        });
    }

    private void finished(String result) throws Exception {
        updateUntil(result + " is reported", () -> project.outcome(result) != 0);
        assertThat(project.outcome(result)).as("success").isEqualTo(1);
    }

    private static byte[] randomBytes(long seed) {
        byte[] bytes = new byte[FILE_BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
