package org.muster.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.embedded.FreePorts;
import org.muster.common.testing.Eventually;

/** Watchers over real sockets. The pass is run by the tests. */
final class LiveHandlerTest {
    private static final int LARGE = 200_000;

    private final AtomicInteger computed = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ObjectNode state =
            JsonNodeFactory.instance.objectNode().put("count", 0).put("text", "some".repeat(200));
    private final List<Socket> sockets = new ArrayList<>();
    private LiveHandler handler;
    private JettyListeners listeners;
    private int port;

    @BeforeEach
    void listen() throws IOException {
        handler = new LiveHandler(
                "/live",
                () -> {
                    computed.incrementAndGet();
                    return state.deepCopy();
                },
                closed::get,
                new LongAdder(),
                "e",
                InstantSource.system());
        handler.whenSomebodyComes(handler::run);
        port = FreePorts.next();
        listeners = new JettyListeners("127.0.0.1");
        listeners.add(port, "/live", handler);
        listeners.start();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        listeners.close();
    }

    @Test
    void all_who_watch_are_sent_the_same_state_and_difference_computed_once() throws IOException {
        List<Socket> watchers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket watcher = watch("");
            assertThat(readUntil(watcher, "\n\n", "data"))
                    .contains("event: state")
                    .contains("\"count\":0");
            watchers.add(watcher);
        }
        Eventually.until(() -> handler.watchers() == 50);
        int before = computed.get();

        change(1);

        for (Socket watcher : watchers) {
            assertThat(readUntil(watcher, "\n\n", "data"))
                    .contains("event: patch")
                    .contains("[{\"op\":\"replace\",\"path\":\"/count\",\"value\":1}]")
                    .doesNotContain("some");
        }
        assertThat(computed.get() - before).isEqualTo(1);
    }

    @Test
    void who_comes_again_is_sent_what_was_missed() throws IOException {
        Socket first = watch("");
        readUntil(first, "\n\n", "data");
        first.close();
        Socket other = watch("");
        readUntil(other, "\n\n", "data");
        change(1);
        change(2);

        String missed = readUntil(watch("Last-Event-ID: e-1\r\n"), "\"value\":2}]\n\n", "data");

        assertThat(missed).contains("\"value\":1}]").doesNotContain("event: state");
    }

    @Test
    void one_who_does_not_read_holds_up_nobody_and_gets_the_whole_later() throws IOException {
        state.put("text", "x".repeat(LARGE));
        Socket slow = watch("", 4096);
        Socket quick = watch("");
        readUntil(quick, "\n\n", "data");
        Eventually.until(() -> handler.watchers() == 2);
        for (int i = 1; i <= 40; i++) {
            state.put("text", Integer.toString(i).repeat(LARGE));
            change(i);
            readUntil(quick, "e-" + (i + 1) + "\n", "id: e-" + (i + 1));
        }

        String late = readUntil(slow, "id: e-41\n", "id: e-41");

        assertThat(late.length())
                .as("40 differences of %s bytes were not kept for it", LARGE)
                .isLessThan(20 * LARGE);
        assertThat(late).contains("event: state");
    }

    @Test
    void one_who_goes_is_forgotten() throws IOException {
        Socket watcher = watch("");
        readUntil(watcher, "\n\n", "data");
        watcher.close();

        AtomicInteger count = new AtomicInteger();
        Eventually.until(() -> {
            change(count.incrementAndGet());
            return handler.watchers() == 0;
        });
    }

    @Test
    void nothing_is_computed_while_nobody_watches() {
        handler.run();
        handler.run();

        assertThat(computed).hasValue(0);
    }

    @Test
    void while_the_pages_are_stopped_nobody_may_watch_and_those_who_do_are_let_go() throws IOException {
        Socket watcher = watch("");
        readUntil(watcher, "\n\n", "data");

        closed.set(true);
        handler.run();

        assertThat(readUntil(watcher, "0\r\n\r\n", "")).endsWith("0\r\n\r\n");
        assertThat(readUntil(watch(""), "\r\n\r\n", "HTTP")).contains("503").contains("Retry-After: 30");
    }

    @Test
    void the_server_stops_at_once_although_somebody_watches() throws IOException {
        Socket watcher = watch("");
        readUntil(watcher, "\n\n", "data");

        listeners.close();

        assertThat(new String(watcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .as("the answer has ended in order")
                .endsWith("0\r\n\r\n");
    }

    private void change(int count) {
        state.put("count", count);
        handler.run();
    }

    private Socket watch(String headers) throws IOException {
        return watch(headers, 1 << 16);
    }

    private Socket watch(String headers, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("GET /live HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** What comes until both texts have come. */
    private static String readUntil(Socket socket, String end, String also) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] some = new byte[8192];
        while (text.indexOf(end) < 0 || text.indexOf(also) < 0) {
            int read = socket.getInputStream().read(some);
            if (read < 0) {
                throw new IOException("ended after: " + text);
            }
            text.append(new String(some, 0, read, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
