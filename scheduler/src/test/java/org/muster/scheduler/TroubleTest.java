package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
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
class TroubleTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

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

    private static byte[] captured() throws IOException {
        try (InputStream stream = TroubleTest.class.getResourceAsStream(
                "/captures/0014_00_sched_workreq_report2_trickleup_got0.req_body")) {
            return stream.readAllBytes();
        }
    }
}
