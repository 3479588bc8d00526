package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.ManagementConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.testing.Eventually;

final class RequestCaptureTest {
    private static final int NEVER_SLOW = Integer.MAX_VALUE;

    @TempDir
    Path directory;

    @Test
    void a_request_that_failed_is_kept_and_fails_again_when_it_is_sent_again() throws Exception {
        int port = FreePorts.next();
        try (JettyListeners listeners = listening(port, NEVER_SLOW)) {
            String first = send(port, request("fail"));
            Eventually.until(() -> kept().size() == 1);
            Path file = kept().getFirst();

            assertThat(first).contains("200 OK").endsWith("said fail");
            assertThat(file.getFileName().toString()).contains("-failed-").endsWith(".http");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("it may hold the key of an account")
                    .isEqualTo("rw-------");
            assertThat(send(port, Files.readString(file, StandardCharsets.ISO_8859_1)))
                    .endsWith("said fail");
        }
    }

    @Test
    void a_slow_request_is_kept_and_a_quick_one_is_not() throws Exception {
        int port = FreePorts.next();
        try (JettyListeners listeners = listening(port, NEVER_SLOW)) {
            send(port, request("hello"));
            send(port, request("fail"));
            Eventually.until(() -> kept().size() == 1);
        }
        int another = FreePorts.next();
        try (JettyListeners listeners = listening(another, 1)) {
            send(another, request("wait"));
            Eventually.until(() -> kept().size() == 2);
            assertThat(kept().getLast().getFileName().toString()).contains("-slow-");
        }
    }

    @Test
    void only_the_newest_are_kept() throws Exception {
        CaptureFiles files = new CaptureFiles(directory, 3);
        for (int i = 0; i < 5; i++) {
            int number = i;
            // One that comes too soon after another is not kept, so each is offered until it is.
            Eventually.until(() -> {
                files.keep("failed", Duration.ofMillis(number), new byte[] {(byte) number});
                return kept().stream().anyMatch(file -> file.toString().endsWith("-" + number + "ms.http"));
            });
        }

        assertThat(kept())
                .extracting(file -> file.getFileName().toString().replaceFirst(".*failed-", ""))
                .containsExactly("2ms.http", "3ms.http", "4ms.http");
    }

    private JettyListeners listening(int port, int slowMilliseconds) {
        JettyListeners listeners = new JettyListeners(
                "127.0.0.1", RequestCapture.of(new ManagementConfig(null, -1, directory, slowMilliseconds, 10)));
        listeners.add(port, "/rpc", new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String body = Content.Source.asString(request);
                if (body.equals("fail")) {
                    RequestCapture.failed();
                }
                if (body.equals("wait")) {
                    Thread.sleep(5);
                }
                Content.Sink.write(response, true, "said " + body, callback);
                return true;
            }
        });
        listeners.start();
        return listeners;
    }

    private static String request(String body) {
        return "POST /rpc HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private List<Path> kept() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
