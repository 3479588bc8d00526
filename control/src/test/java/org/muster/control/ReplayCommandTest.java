package org.muster.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.DaemonProcess;
import org.muster.common.daemon.Shard;
import org.muster.common.embedded.FreePorts;
import org.muster.common.testing.Eventually;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.control.testing.CommandRun;
import org.muster.control.testing.SmallProject;

/** A request to the scheduler that failed is sent again when the reason is mended. */
class ReplayCommandTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    @Test
    void a_request_that_failed_was_kept_and_is_answered_when_it_is_sent_again_after_the_reason_is_gone()
            throws Exception {
        DATABASE.empty();
        try (SmallProject project =
                SmallProject.create(directory, DATABASE.config(), DATABASE.freshConfig("science"))) {
            project.work().write(handle -> WorkFixture.user(handle, "ada"));
            int port = FreePorts.next();
            String server = "http://127.0.0.1:" + port;
            try (DaemonProcess scheduler =
                    new DaemonProcess(config(project, port), DaemonCatalog.named(List.of("scheduler")), Shard.ALL)) {
                scheduler.start();
                project.work().write(handle -> handle.execute("rename table host to host_away"));
                String refusal = send(server + "/small_cgi/cgi", request("ada"));
                assertThat(refusal).contains("<scheduler_reply>").doesNotContain("<hostid>");
                Eventually.until(() -> kept().size() == 1);
                project.work().write(handle -> handle.execute("rename table host_away to host"));

                CommandRun again = CommandRun.of("replay", kept().getFirst().toString(), "--to", server);

                assertThat(again.status()).as(again.errors()).isZero();
                assertThat(again.errors()).containsPattern("^200, [0-9]+ bytes, [0-9.]+ ms\n$");
                assertThat(again.output()).contains("<scheduler_reply>").containsPattern("<hostid>[1-9]");
                assertThat(project.number("select count(*) from host where userid = (select id from user)"))
                        .as("the kept request was the whole one")
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void a_file_that_is_no_kept_request_is_refused() throws Exception {
        Path file = Files.writeString(directory.resolve("x"), "hello");

        CommandRun run = CommandRun.of("replay", file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).hasLineCount(1).startsWith("muster: " + file + " is no kept request");
    }

    private MusterConfig config(SmallProject project, int port) throws IOException {
        Path file = directory.resolve("with-captures.yaml");
        Files.writeString(
                file,
                Files.readString(project.configFile()).replaceAll("(?m)^http:.*\\n(^ .*\\n)*", "")
                        + "http: {host: 127.0.0.1, webPort: " + port + ", management: {port: -1, captureDirectory: "
                        + directory.resolve("captures") + "}}\n");
        return ConfigFile.read(file, Map.of());
    }

    private List<Path> kept() {
        if (!Files.isDirectory(directory.resolve("captures"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.resolve("captures"))) {
            return files.filter(file -> file.toString().endsWith(".http")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String request(String user) {
        return """
                <scheduler_request>
                <authenticator>%s</authenticator>
                <hostid>0</hostid>
                <rpc_seqno>0</rpc_seqno>
                <core_client_major_version>8</core_client_major_version>
                <core_client_minor_version>2</core_client_minor_version>
                <core_client_release>4</core_client_release>
                <work_req_seconds>0</work_req_seconds>
                <platform_name>x86_64-pc-linux-gnu</platform_name>
                <host_info>
                <timezone>3600</timezone>
                <domain_name>tower</domain_name>
                <host_cpid>0123456789abcdef0123456789abcdef</host_cpid>
                <p_ncpus>4</p_ncpus>
                <p_fpops>1000000000</p_fpops>
                <os_name>Linux</os_name>
                </host_info>
                </scheduler_request>
                """.formatted(WorkFixture.authenticator(user));
    }

    /** By a client that would rather speak HTTP/2, and says so in headers that belong to its connection. */
    private static String send(String url, String request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .header("Content-Type", "text/xml")
                                    .POST(HttpRequest.BodyPublishers.ofString(request))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString(UTF_8))
                    .body();
        }
    }
}
