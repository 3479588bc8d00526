package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.testing.TestDatabase;

final class DaemonProcessTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void daemons_of_one_process_share_a_port_and_say_that_they_live_and_that_they_have_stopped() throws Exception {
        int port = FreePorts.next();
        DaemonProcess process =
                new DaemonProcess(config(port), List.of(answering("ayes", "/a"), answering("bees", "/b")), Shard.ALL);

        process.start();
        assertThat(get(port, "/a/x")).isEqualTo("ayes /a/x");
        assertThat(get(port, "/b")).isEqualTo("bees /b");
        await(() -> states().equals(Map.of("ayes", "RUNNING", "bees", "RUNNING")));
        process.close();

        assertThat(states()).isEqualTo(Map.of("ayes", "STOPPED", "bees", "STOPPED"));
        assertThatThrownBy(() -> get(port, "/a")).isInstanceOf(IOException.class);
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DaemonProcess process = new DaemonProcess(
                        config(taken.getLocalPort()), List.of(answering("late", "/late")), Shard.ALL)) {
            assertThatThrownBy(process::start).hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    private static DaemonFactory answering(String name, String path) {
        return context -> {
            context.http().add(context.config().http().webPort(), path, new Handler.Abstract() {
                @Override
                public boolean handle(Request request, Response response, Callback callback) {
                    Content.Sink.write(response, true, name + " " + Request.getPathInContext(request), callback);
                    return true;
                }
            });
            return new HandlerDaemon(name, new LongAdder());
        };
    }

    private static Map<String, String> states() {
        return database.work()
                .read(handle -> handle.createQuery("select daemon, state from daemon_heartbeat")
                        .setMapKeyColumn("daemon")
                        .setMapValueColumn("state")
                        .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, String>>() {}));
    }

    private static MusterConfig config(int port) {
        Path somewhere = Path.of("target", "process-test");
        return new MusterConfig(
                new ProjectConfig(
                        "test", null, somewhere, URI.create("http://127.0.0.1:" + port + "/test/"), null, null, null),
                database.config(),
                null,
                new FilesConfig(somewhere, somewhere, null, somewhere, somewhere),
                new KeysConfig(somewhere, false),
                new HttpConfig(null, port, 0, 0),
                null,
                null,
                null);
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("waited too long, states are %s", states())
                    .isBefore(deadline);
            Thread.sleep(20);
        }
    }
}
