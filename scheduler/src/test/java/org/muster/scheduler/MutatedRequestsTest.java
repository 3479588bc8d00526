package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** Whatever comes in, a reply goes out that a client can read, and never an HTTP error. */
class MutatedRequestsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final List<String> JUNK = List.of(
            "\0",
            "\u0001\u0002",
            "<",
            ">",
            "&",
            "]]>",
            "<![CDATA[",
            "</result>",
            "<result>",
            "99999999999999999999999",
            "-1",
            "1e999",
            "nan",
            "0x7fffffffffffffff",
            "é",
            "\u00ff\u00fe",
            "'",
            "\\",
            "%s%n",
            "<!--",
            "<scheduler_request>");

    @TempDir
    static Path directory;

    private static SchedulerBench bench;

    @BeforeAll
    static void the_recorded_account() {
        DATABASE.work().write(handle -> {
            WorkFixture.row(
                    handle,
                    "user",
                    Map.of(
                            "name", "RefUser",
                            "email_addr", "ref@example.invalid",
                            "authenticator", "fb9bec113ec0d3acc1c3d3625980900a"));
            long app = SchedulerBench.application(handle);
            for (int number = 0; number < 20; number++) {
                SchedulerBench.work(handle, app, "piece" + number, 2);
            }
        });
        bench = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY);
    }

    @Test
    void requests_that_were_cut_anywhere_are_refused_in_words() throws IOException {
        byte[] whole = captured();
        for (int length = 0; length < whole.length - "</scheduler_request>\n".length(); length += 61) {
            byte[] cut = new byte[length];
            System.arraycopy(whole, 0, cut, 0, length);
            assertThat(ClientReply.of(bench.answer(cut)).messages())
                    .as("cut at %s", length)
                    .singleElement()
                    .asString()
                    .startsWith("Error in request message: ");
        }
    }

    @Test
    void requests_with_junk_anywhere_get_a_reply() throws IOException {
        byte[] whole = captured();
        Random random = new Random(20_261_121);
        bench.feed();
        for (int attempt = 0; attempt < 150; attempt++) {
            String text = new String(whole, StandardCharsets.ISO_8859_1);
            for (int spot = 0; spot < 3; spot++) {
                int at = random.nextInt(text.length());
                int removed = random.nextInt(Math.min(20, text.length() - at));
                text = text.substring(0, at) + JUNK.get(random.nextInt(JUNK.size())) + text.substring(at + removed);
            }
            ClientReply reply = ClientReply.of(bench.answer(text.getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(reply.has("project_is_down"))
                    .as("attempt %s brought the scheduler into trouble: %s", attempt, reply.messages())
                    .isFalse();
        }
    }

    @Test
    void while_the_database_is_away_clients_are_told_to_come_back() {
        DatabaseConfig nowhere = new DatabaseConfig("jdbc:mysql://127.0.0.1:1/nothing", "nobody", "", 1);
        try (Database away = Database.open(nowhere, "away")) {
            SchedulerBench lonely = new SchedulerBench(away, directory, SchedulerBench.ANYBODY);
            ClientReply reply = lonely.askUnfed(RequestText.from("fb9bec113ec0d3acc1c3d3625980900a")
                    .reports("piece0_0")
                    .wants(1, 1));
            assertThat(reply.has("project_is_down")).isTrue();
            assertThat(reply.has("result_ack")).isFalse();
            assertThat(Double.parseDouble(reply.value("request_delay"))).isBetween(60.0, 120.0);
            assertThat(reply.messages())
                    .containsExactly("The project's database is not available; the request will be tried again later");
            long before = System.nanoTime();
            assertThat(lonely.askUnfed(RequestText.from("anybody")).has("project_is_down"))
                    .isTrue();
            assertThat(System.nanoTime() - before).as("not tried again at once").isLessThan(2_000_000_000L);
        }
    }

    @Test
    void a_browser_and_a_giant_get_a_reply_over_http() throws Exception {
        try (HttpPort port = new HttpPort(bench.handler())) {
            HttpResponse<byte[]> page = port.send(port.request().GET());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(ClientReply.of(page.body()).messages())
                    .containsExactly("Error in request message: this address is for BOINC clients; attach one to the"
                            + " project");
            AtomicInteger sent = new AtomicInteger();
            HttpResponse<byte[]> refused = port.send(port.request()
                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                            () -> endless(sent, SchedulerHandler.LARGEST_REQUEST + 1))));
            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(ClientReply.of(refused.body()).messages())
                    .containsExactly("Error in request message: it is larger than 33554432 bytes");
        }
    }

    @Test
    void the_daemon_answers_at_the_schedulers_address_and_feeds_itself() throws Exception {
        HttpPort[] port = new HttpPort[1];
        Daemon daemon = Main.create(bench.context((number, path, handler) -> {
            assertThat(number).isEqualTo(8080);
            assertThat(path).isEqualTo("/muster_cgi/cgi");
            try {
                port[0] = new HttpPort(handler);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
        daemon.start();
        try {
            RequestText request = RequestText.from("fb9bec113ec0d3acc1c3d3625980900a")
                    .identifier("daemon")
                    .multipleAllowed()
                    .wants(1, 0);
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (port[0].post(request.bytes()).tasks().isEmpty()) {
                assertThat(System.nanoTime()).as("the feeder fills the cache").isLessThan(deadline);
                Thread.sleep(50);
            }
            assertThat(daemon.name()).isEqualTo("scheduler");
            assertThat(daemon.status().handled()).isPositive();
        } finally {
            daemon.stop();
            port[0].close();
        }
    }

    private static InputStream endless(AtomicInteger sent, int size) {
        return new InputStream() {
            @Override
            public int read() {
                return sent.getAndIncrement() < size ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int left = size - sent.get();
                if (left <= 0) {
                    return -1;
                }
                int count = Math.min(length, left);
                Arrays.fill(target, offset, offset + count, (byte) 'x');
                sent.addAndGet(count);
                return count;
            }
        };
    }

    private static byte[] captured() throws IOException {
        try (InputStream stream = MutatedRequestsTest.class.getResourceAsStream(
                "/captures/0014_00_sched_workreq_report2_trickleup_got0.req_body")) {
            return stream.readAllBytes();
        }
    }
}
