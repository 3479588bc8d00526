package org.muster.scheduler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.model.ServerState;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.scheduler.request.ReportedResult;
import org.muster.scheduler.request.RequestParser;
import org.muster.scheduler.request.SchedulerRequest;

/**
 * Requests of a real client, recorded while BOINC's own server answered, sent by HTTP to ours. The rows are put in place as they were for that server; then our reply
 * must acknowledge what its reply acknowledged and send the tasks that it sent.
 */
class CapturedRequestsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String ACCOUNT = "fb9bec113ec0d3acc1c3d3625980900a";
    private static final String CROSS_PROJECT_ID = "2255077737608a2a583d942f41fa3ae0";

    @TempDir
    Path directory;

    private SchedulerBench bench;
    private final Map<String, Long> apps = new LinkedHashMap<>();

    @BeforeEach
    void the_recorded_project() {
        DATABASE.empty();
        bench = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY);
        DATABASE.work().write(handle -> {
            WorkFixture.row(
                    handle,
                    "user",
                    Map.of(
                            "name",
                            "RefUser",
                            "email_addr",
                            "ref@example.invalid",
                            "authenticator",
                            ACCOUNT,
                            "cross_project_id",
                            CROSS_PROJECT_ID));
            apps.put("up", SchedulerBench.application(handle, "uppercase", 100));
            apps.put("tr", SchedulerBench.application(handle, "trickler", 102));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0002_01_sched_attach_hostid0_workreq_got1",
                "0002_03_sched_workreq_got4",
                "0004_11_sched_workreq_report2_got0",
                "0006_05_sched_workreq_report1_got1",
                "0009_07_sched_workreq_report2_got0",
                "0014_00_sched_workreq_report2_trickleup_got0",
                "0014_01_sched_workreq_got1_trickledown",
            })
    void a_recorded_request_gets_the_acknowledgements_and_the_tasks_that_it_got_from_boinc(String name)
            throws Exception {
        SchedulerRequest request = RequestParser.parse(captured(name + ".req_body"), "");
        Recorded recorded = Recorded.of(new String(captured(name + ".resp_body"), ISO_8859_1));
        prepare(request, recorded);

        ClientReply reply = send(name);

        assertThat(reply.names("result_ack")).containsExactlyInAnyOrderElementsOf(recorded.acknowledged());
        assertThat(reply.tasks().keySet()).containsExactlyInAnyOrderElementsOf(recorded.tasks());
        assertThat(reply.has("result_abort")).isFalse();
        assertThat(reply.has("message_ack")).isEqualTo(!request.messages().isEmpty());
        assertThat(reply.value("user_name")).isEqualTo("RefUser");
        assertThat(reply.value("email_hash")).isEqualTo("c11ec236280d565abab111d70fdf59c6");
        assertThat(reply.value("cross_project_id")).isEqualTo(CROSS_PROJECT_ID);
        assertThat(reply.value("external_cpid")).isEqualTo("f1eaeb82f13e09affd5c6f0bd6f2d646");
        assertThat(reply.has("hostid")).isEqualTo(request.credentials().hostId() == 0);
        assertThat(reply.has("code_sign_key"))
                .isEqualTo(request.client().codeSignKey().isEmpty());
        for (ReportedResult result : request.tasks().reported()) {
            assertThat(bench.result(result.name(), "server_state")).isEqualTo("" + ServerState.OVER.code());
            assertThat(bench.result(result.name(), "outcome")).isEqualTo(result.succeeded() ? "1" : "3");
            assertThat(bench.result(result.name(), "cast(xml_doc_out as char)")).isEqualTo(result.outputFiles());
        }
        assertThat(bench.number("select count(*) from msg_from_host"))
                .isEqualTo(request.messages().size());
        assertThat(bench.number("select rpc_seqno from host where id = 1"))
                .isEqualTo(request.credentials().sequenceNumber());
    }

    private ClientReply send(String name) throws Exception {
        try (HttpPort port = new HttpPort(bench.handler())) {
            HttpRequest.Builder request =
                    port.request().POST(HttpRequest.BodyPublishers.ofByteArray(captured(name + ".req_body")));
            new String(captured(name + ".req_headers"), ISO_8859_1)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(": ", 2))
                    .filter(header -> header.length == 2
                            && !Set.of("Host", "Content-Length").contains(header[0]))
                    .forEach(header -> request.header(header[0], header[1]));
            HttpResponse<byte[]> response = port.send(request);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/xml");
            return HttpPort.reply(response);
        }
    }

    /** Puts rows in place as they were when the request was recorded. */
    private void prepare(SchedulerRequest request, Recorded recorded) throws IOException {
        if (!request.client().codeSignKey().isEmpty()) {
            Files.writeString(
                    directory.resolve("keys/code_sign_public"), request.client().codeSignKey() + "\n");
            bench = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY);
        }
        DATABASE.work().write(handle -> {
            long host = request.credentials().hostId();
            if (host != 0) {
                WorkFixture.row(
                        handle,
                        "host",
                        Map.of(
                                "id",
                                host,
                                "userid",
                                1,
                                "rpc_seqno",
                                Math.max(0, request.credentials().sequenceNumber() - 1)));
            }
            Map<String, Object> sent =
                    Map.of("hostid", host, "userid", 1, "sent_time", SchedulerBench.START - 600, "app_version_id", 1);
            request.tasks().reported().forEach(result -> task(handle, result.name(), ServerState.IN_PROGRESS, sent));
            request.tasks().otherNames().forEach(name -> task(handle, name, ServerState.IN_PROGRESS, sent));
            recorded.tasks()
                    .forEach(name -> task(
                            handle,
                            name,
                            ServerState.UNSENT,
                            Map.of(
                                    "xml_doc_in",
                                    SchedulerBench.resultDocument(name).getBytes(UTF_8))));
        });
        bench.feed();
    }

    private void task(Handle handle, String name, ServerState state, Map<String, Object> columns) {
        String workunit = name.substring(0, name.lastIndexOf('_'));
        long app = apps.get(name.substring(0, 2));
        List<Long> existing = handle.createQuery("select id from workunit where name = :name")
                .bind("name", workunit)
                .mapTo(Long.class)
                .list();
        long id = existing.isEmpty()
                ? WorkFixture.workunit(handle, app, workunit, Replication.quorumOfTwo(), SchedulerBench.START)
                : existing.getFirst();
        WorkFixture.result(handle, id, app, name, state.code(), columns);
    }

    private static byte[] captured(String file) throws IOException {
        try (InputStream stream = CapturedRequestsTest.class.getResourceAsStream("/captures/" + file)) {
            return stream.readAllBytes();
        }
    }

    /**
     * What BOINC's server answered.
     *
     * @param acknowledged names of the tasks it acknowledged
     * @param tasks names of the tasks it sent
     */
    private record Recorded(Set<String> acknowledged, Set<String> tasks) {

        static Recorded of(String reply) {
            return new Recorded(names(reply, "<result_ack>"), names(reply, "<result>"));
        }

        private static Set<String> names(String reply, String element) {
            Set<String> names = new LinkedHashSet<>();
            for (int at = reply.indexOf(element); at >= 0; at = reply.indexOf(element, at + 1)) {
                int start = reply.indexOf("<name>", at) + "<name>".length();
                names.add(reply.substring(start, reply.indexOf("</name>", start)));
            }
            return names;
        }
    }
}
