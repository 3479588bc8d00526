package org.muster.scheduler.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.protocol.XmlDialectException;
import org.muster.scheduler.resource.ProcessorType;

class RequestParserTest {

    @Test
    void the_captured_first_request_is_read_whole() throws IOException {
        SchedulerRequest request = captured("0002_01_sched_attach_hostid0_workreq_got1");

        assertThat(request.credentials())
                .isEqualTo(new Credentials(
                        "fb9bec113ec0d3acc1c3d3625980900a",
                        0,
                        0,
                        request.credentials().crossProjectId()));
        assertThat(request.client().version()).isEqualTo(72_005);
        assertThat(request.client().majorVersion()).isEqualTo(7);
        assertThat(request.client().multipleAllowed()).isTrue();
        assertThat(request.client().platforms()).first().isEqualTo("x86_64-pc-linux-gnu");
        assertThat(request.client().codeSignKey()).isEmpty();
        assertThat(request.work()).isEqualTo(WorkRequest.ofProcessors(1, 0, 0));
        assertThat(request.host().name())
                .isEqualTo(new HostFacts.Name(
                        "vm",
                        "127.0.0.1",
                        "198.51.100.7",
                        "e9d60067541906e16185b41ff82dc91b",
                        "Linux Debian",
                        request.host().name().osVersion(),
                        ""));
        assertThat(request.host().processor().count()).isEqualTo(2);
        assertThat(request.host().processor().fpops()).isEqualTo(1e9);
        assertThat(request.host().memory().bytes()).isEqualTo(25_276_514_304.0);
        assertThat(request.preferences().inForce())
                .contains(new GlobalPreferences(0, 100, 90, 90, new GlobalPreferences.DiskLimits(5e9, 90, 1e8)));
        assertThat(request.tasks().othersListed()).isTrue();
        assertThat(request.tasks().others()).isEmpty();
    }

    @Test
    void captured_reports_are_read_with_what_the_application_wrote_and_uploaded() throws IOException {
        SchedulerRequest request = captured("0014_00_sched_workreq_report2_trickleup_got0");

        assertThat(request.tasks().reported()).hasSize(2);
        ReportedResult done = request.tasks().reported().getFirst();
        assertThat(done.name()).isEqualTo("tr_5_0");
        assertThat(done.succeeded()).isTrue();
        assertThat(done.applicationVersion()).isEqualTo(102);
        assertThat(done.runtime().elapsedTime()).isEqualTo(25.048038);
        assertThat(done.runtime().workingSet()).isEqualTo(3_563_520);
        assertThat(done.stderr()).startsWith("\n<core_client_version>7.20.5").contains("trickler done");
        assertThat(done.outputFiles())
                .startsWith("<file_info>\n    <name>tr_5_0_r1149068066_0</name>")
                .endsWith("</file_info>\n");
        ReportedResult failed = request.tasks().reported().getLast();
        assertThat(failed.succeeded()).isFalse();
        assertThat(failed.exitStatus()).isEqualTo(-186);
        assertThat(failed.clientState()).isEqualTo(1);
        assertThat(request.messages()).extracting(MessageFromHost::variety).containsExactly("echo", "echo");
        assertThat(request.messages().getFirst().xml())
                .contains("<result_name>tr_5_0</result_name>", "<progress>0.600000</progress>")
                .doesNotContain("variety");
        assertThat(request.client().codeSignKey()).startsWith("1024\n").endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "<authenticator>\"abc\"</authenticator>,   abc",
        "<authenticator> abc </authenticator>,     abc",
        "<authenticator></authenticator>,          ''",
        "<authenticator/>,                         ''",
    })
    void the_account_key_may_be_quoted(String element, String expected) {
        assertThat(parse(element).credentials().authenticator()).isEqualTo(expected);
    }

    @Test
    void clients_that_know_no_processor_request_are_understood() {
        assertThat(parse("<work_req_seconds>500</work_req_seconds>")
                        .work()
                        .demand(ProcessorType.CPU)
                        .seconds())
                .isEqualTo(500);
        assertThat(parse("<work_req_seconds>500</work_req_seconds><cpu_req_secs>0</cpu_req_secs>")
                        .work()
                        .wanted())
                .isFalse();
    }

    @Test
    void absurd_numbers_are_brought_into_range() {
        SchedulerRequest request = parse("""
                <hostid>-99999999999999999999</hostid><rpc_seqno>1e9</rpc_seqno>
                <cpu_req_secs>1e308</cpu_req_secs><cpu_req_instances>-5</cpu_req_instances>
                <estimated_delay>nan</estimated_delay>
                <core_client_major_version>99999999999</core_client_major_version>
                <host_info><p_ncpus>99999999999999</p_ncpus><p_fpops>inf</p_fpops><m_nbytes>-1</m_nbytes></host_info>
                <result><name>r</name><exit_status>9999999999</exit_status><state>x</state></result>
                """);
        assertThat(request.credentials().hostId()).isZero();
        assertThat(request.credentials().sequenceNumber()).isZero();
        assertThat(request.work()).isEqualTo(WorkRequest.ofProcessors(28 * 86_400, 0, 0));
        assertThat(request.client().version()).isEqualTo(99_990_000);
        assertThat(request.host().processor().count()).isEqualTo(65_536);
        assertThat(request.host().processor().fpops()).isZero();
        assertThat(request.host().memory().bytes()).isZero();
        assertThat(request.tasks().reported().getFirst().exitStatus()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void texts_are_cut_to_what_a_row_holds() {
        String junk = "x".repeat(100_000);
        SchedulerRequest request = parse("<host_info><domain_name>" + junk + "</domain_name></host_info>"
                + "<result><name>r</name><stderr_out>" + junk + "</stderr_out><file_info>" + junk
                + "</file_info><file_info><name>f</name></file_info></result>");
        assertThat(request.host().name().domainName()).hasSize(254);
        assertThat(request.tasks().reported().getFirst().stderr()).hasSize(65_535);
        assertThat(request.tasks().reported().getFirst().outputFiles())
                .as("only whole files")
                .isEqualTo("<file_info><name>f</name></file_info>\n");
    }

    @Test
    void a_task_reported_twice_counts_once() {
        String task = "<result><name>r</name><state>%d</state></result>";
        assertThat(parse(task.formatted(5) + task.formatted(3)).tasks().reported())
                .singleElement()
                .extracting(ReportedResult::clientState)
                .isEqualTo(5);
    }

    @Test
    void more_reports_than_are_taken_at_once_are_noticed() {
        StringBuilder tasks = new StringBuilder();
        for (int number = 0; number <= RequestParser.MOST_REPORTS; number++) {
            tasks.append("<result><name>r").append(number).append("</name></result>");
        }
        SchedulerRequest request = parse(tasks.toString());
        assertThat(request.tasks().truncated()).isTrue();
        assertThat(request.tasks().reported()).hasSize(RequestParser.MOST_REPORTS);
    }

    @Test
    void platforms_are_in_the_order_of_preference() {
        assertThat(parse("<platform_name>b</platform_name><alt_platform><name>a</name></alt_platform>"
                                + "<alt_platform><name>b</name></alt_platform><alt_platform></alt_platform>")
                        .client()
                        .platforms())
                .containsExactly("b", "a");
    }

    @Test
    void a_list_of_other_tasks_may_be_absent_or_empty() {
        assertThat(parse("").tasks().othersListed()).isFalse();
        assertThat(parse("<other_results/>").tasks().othersListed()).isTrue();
        assertThat(parse("<other_results><other_result><name>a</name><app_version>0</app_version></other_result>"
                                + "<other_result/></other_results>")
                        .tasks()
                        .otherNames())
                .containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<html></html>",
                "<scheduler_request>",
                "<scheduler_request><hostid>1</hostid>",
                "<scheduler_request><result><stderr_out>text</scheduler_request>",
                "<scheduler_request><code_sign_key>1024</scheduler_request>",
            })
    void what_is_no_whole_request_is_refused(String body) {
        assertThatThrownBy(() -> RequestParser.parse(body.getBytes(StandardCharsets.UTF_8), ""))
                .isInstanceOf(XmlDialectException.class);
    }

    @Test
    void a_venue_replaces_the_general_preferences() {
        String xml = """
                <global_preferences>
                <mod_time>1000</mod_time>
                <max_ncpus_pct>75</max_ncpus_pct>
                <disk_max_used_gb>3</disk_max_used_gb>
                <venue name="home">
                <max_ncpus_pct>50</max_ncpus_pct>
                </venue>
                </global_preferences>
                """;
        GlobalPreferences general = GlobalPreferencesParser.parse(xml, "");
        assertThat(general.modified()).isEqualTo(1000);
        assertThat(general.processorsPercent()).isEqualTo(75);
        assertThat(general.disk().mostBytes()).isEqualTo(3e9);
        GlobalPreferences home = GlobalPreferencesParser.parse(xml, "home");
        assertThat(home.modified()).isEqualTo(1000);
        assertThat(home.processorsPercent()).isEqualTo(50);
        assertThat(home.disk().mostBytes()).isZero();
        assertThat(GlobalPreferencesParser.parse(xml, "work")).isEqualTo(general);
        assertThat(GlobalPreferencesParser.parse("<global_preferences><x>", "")).isEqualTo(GlobalPreferences.DEFAULT);
    }

    private static SchedulerRequest parse(String elements) {
        String body = "<scheduler_request>\n" + elements + "\n</scheduler_request>\n";
        return RequestParser.parse(body.getBytes(StandardCharsets.UTF_8), "198.51.100.7");
    }

    private static SchedulerRequest captured(String name) throws IOException {
        try (InputStream body = RequestParserTest.class.getResourceAsStream("/captures/" + name + ".req_body")) {
            return RequestParser.parse(body.readAllBytes(), "198.51.100.7");
        }
    }
}
