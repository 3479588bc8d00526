package org.muster.scheduler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.scheduler.http.BodyReader;
import org.muster.scheduler.http.BodyRoom;

/** Senders as they are met in the wild, over real sockets: each gets a reply that a client can read. */
class HostileSendersTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int LARGEST = 16 << 20;
    private static final long ROOM = 40L << 20;
    private static final double PATIENCE = 0.5;

    @TempDir
    static Path directory;

    private final BodyRoom room = new BodyRoom(ROOM);
    private SchedulerBench bench;
    private HttpPort port;

    @BeforeEach
    void a_port() throws Exception {
        DATABASE.empty();
        DATABASE.work().write(handle -> {
            WorkFixture.user(handle, "anna");
            SchedulerBench.application(handle);
        });
        bench = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY);
        bench.feed();
        port = new HttpPort(bench.handler(new BodyReader(LARGEST, 1000, PATIENCE, room)));
    }

    @AfterEach
    void nothing_is_held_for_anybody() throws Exception {
        port.close();
        assertThat(room.left()).isEqualTo(ROOM);
    }

    @Test
    void a_browser_is_told_what_this_address_is_for() throws Exception {
        HttpResponse<byte[]> page = port.send(port.request().GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(ClientReply.of(page.body()).messages())
                .containsExactly(
                        "Error in request message: this address is for BOINC clients; attach one to the" + " project");
    }

    @Test
    void a_hundred_megabytes_are_answered_and_never_held_in_memory() throws Exception {
        HttpResponse<byte[]> refused = port.send(port.request()
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> endless(100 << 20)), 100 << 20)));

        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(ClientReply.of(refused.body()).messages())
                .containsExactly("Error in request message: it is larger than 16777216 bytes");
        assertThat(room.left()).isEqualTo(ROOM);
    }

    @Test
    void a_hundred_megabytes_of_unknown_length_are_answered_too() throws Exception {
        HttpResponse<byte[]> refused =
                port.send(port.request().POST(HttpRequest.BodyPublishers.ofInputStream(() -> endless(100 << 20))));

        assertThat(ClientReply.of(refused.body()).messages())
                .containsExactly("Error in request message: it is larger than 16777216 bytes");
    }

    @Test
    void who_asks_before_sending_too_much_is_told_before_sending() throws Exception {
        String reply = exchange("POST /muster_cgi/cgi HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                + "Content-Length: 100000000\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 200").contains("it is larger than 16777216 bytes");
    }

    @Test
    void who_asks_before_sending_a_request_is_let_go_on() throws Exception {
        byte[] body = request().bytes();
        try (Socket socket = new Socket("127.0.0.1", port.number())) {
            socket.setSoTimeout(10_000);
            send(
                    socket,
                    "POST /muster_cgi/cgi HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                            + "Content-Length: " + body.length + "\r\n\r\n");
            assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 100");
            socket.getOutputStream().write(body);
            assertThat(text(socket)).contains("HTTP/1.1 200").contains("<user_name>anna</user_name>");
        }
    }

    @Test
    void one_byte_a_second_is_not_waited_for_and_keeps_nobody_waiting() throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> slow = senders.submit(this::dribble);
            assertThat(port.post(request().bytes()).value("user_name"))
                    .as("served meanwhile")
                    .isEqualTo("anna");
            String reply = slow.get(20, TimeUnit.SECONDS);
            assertThat(reply).startsWith("HTTP/1.1 200").contains("<project_is_down/>");
            assertThat(reply).contains("Your request came in too slowly; it will be tried again");
        }
        assertThat(bench.counted("refusals", "reason", "too_slow")).isEqualTo(1);
    }

    /** Announces a request and sends one byte at a time until there is an answer. */
    private String dribble() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port.number())) {
            socket.setSoTimeout(20);
            send(socket, "POST /muster_cgi/cgi HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
            StringBuilder answer = new StringBuilder();
            long end = System.nanoTime() + 15_000_000_000L;
            while (!answer.toString().contains("</scheduler_reply>")) {
                assertThat(System.nanoTime()).as("answered in time").isLessThan(end);
                try {
                    int letter = socket.getInputStream().read();
                    if (letter < 0) {
                        break;
                    }
                    answer.append((char) letter);
                } catch (java.net.SocketTimeoutException silence) {
                    socket.getOutputStream().write('x');
                }
            }
            return answer.toString();
        }
    }

    @Test
    void a_sender_that_stops_is_not_waited_for() throws Exception {
        String reply = exchange("POST /muster_cgi/cgi HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<sched");

        assertThat(reply).contains("Your request came in too slowly");
    }

    @Test
    void when_there_is_no_room_for_more_requests_the_next_one_is_put_off() throws Exception {
        BodyRoom small = new BodyRoom(1000);
        try (HttpPort other = new HttpPort(bench.handler(new BodyReader(LARGEST, 1000, 5, small)))) {
            ClientReply reply = other.post(request().bytes());

            assertThat(reply.has("project_is_down")).isTrue();
            assertThat(reply.messages())
                    .containsExactly("The server has more requests than it can answer; this one will be tried again");
        }
        assertThat(small.left()).isEqualTo(1000);
    }

    @Test
    void old_http_and_pieces_and_any_content_type_are_understood() throws Exception {
        byte[] body = request().bytes();
        assertThat(exchange("POST /muster_cgi/cgi HTTP/1.0\r\nContent-Length: " + body.length + "\r\n\r\n"
                        + new String(body, UTF_8)))
                .contains("200 OK")
                .contains("<user_name>anna</user_name>");
        HttpResponse<byte[]> pieces = port.send(port.request()
                .header("Content-Type", "application/x-www-form-urlencoded; charset=klingon")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        assertThat(ClientReply.of(pieces.body()).value("user_name")).isEqualTo("anna");
    }

    @Test
    void a_large_reply_is_compressed_for_those_who_accept_it() throws Exception {
        byte[] body = request().bytes();
        HttpResponse<byte[]> zipped = port.send(port.request()
                .header("Accept-Encoding", "deflate, gzip, br, zstd")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(ClientReply.of(plain.readAllBytes()).value("user_name")).isEqualTo("anna");
        }
        HttpResponse<byte[]> plain = port.send(port.request()
                .header("Accept-Encoding", "gzip;q=0, br")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        assertThat(ClientReply.of(plain.body()).value("user_name")).isEqualTo("anna");
    }

    private static RequestText request() {
        return RequestText.from(authenticator("anna")).wants(1, 0);
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port.number())) {
            socket.setSoTimeout(10_000);
            send(socket, request);
            return text(socket);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private static String text(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private static String line(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = stream.read(); letter >= 0 && letter != '\n'; letter = stream.read()) {
            line.append((char) letter);
        }
        return line.toString();
    }

    private static InputStream endless(int size) {
        return new InputStream() {
            private int left = size;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int count = Math.min(length, left);
                Arrays.fill(target, offset, offset + count, (byte) 'x');
                left -= count;
                return count;
            }
        };
    }
}
