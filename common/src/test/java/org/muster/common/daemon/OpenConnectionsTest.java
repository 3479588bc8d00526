package org.muster.common.daemon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.muster.common.embedded.FreePorts;

/** Clients keep their connections open between requests, thousands of them in a storm. */
final class OpenConnectionsTest {
    private static final int CONNECTIONS = 400;
    private static final long MOST_BYTES_EACH = 32 * 1024;
    private static final byte[] REQUEST = """
            POST /any HTTP/1.1
            Host: localhost
            User-Agent: BOINC client (x86_64-pc-linux-gnu 8.0.2)
            Accept: */*
            Accept-Encoding: deflate, gzip, br, zstd
            Accept-Language: en_GB
            Content-Type: application/x-www-form-urlencoded
            Content-Length: 0

            """.replace("\n", "\r\n").getBytes(US_ASCII);

    @Test
    void a_connection_that_waits_for_its_next_request_holds_little_memory() throws Exception {
        int port = FreePorts.next();
        List<Socket> open = new ArrayList<>();
        try (JettyListeners listeners = new JettyListeners("127.0.0.1")) {
            listeners.add(port, "/", new Hello());
            listeners.start();
            ask(port, open, 50);
            long before = heapInUse();

            ask(port, open, CONNECTIONS);

            assertThat((heapInUse() - before) / CONNECTIONS).isLessThan(MOST_BYTES_EACH);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static void ask(int port, List<Socket> open, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            Socket socket = new Socket("127.0.0.1", port);
            open.add(socket);
            ask(socket);
            ask(socket);
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST);
        byte[] answer = new byte[1024];
        int length = socket.getInputStream().read(answer);
        assertThat(new String(answer, 0, length, US_ASCII))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
    }

    private static long heapInUse() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static final class Hello extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(200);
            callback.succeeded();
            return true;
        }
    }
}
