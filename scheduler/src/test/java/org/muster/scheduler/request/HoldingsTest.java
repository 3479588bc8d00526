package org.muster.scheduler.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;

class HoldingsTest {

    private static final String VERSIONS = """
            <app_versions>
            <app_version>
                <app_name>search</app_name>
                <version_num>100</version_num>
                <platform>x86_64-pc-linux-gnu</platform>
                <avg_ncpus>1.000000</avg_ncpus>
                <flops>2500000000.000000</flops>
            </app_version>
            <app_version/>
            <app_version>
                <app_name>search</app_name>
                <version_num>101</version_num>
                <platform>x86_64-pc-linux-gnu</platform>
                <plan_class>fast</plan_class>
                <avg_ncpus>0.200000</avg_ncpus>
                <flops>9000000000000.000000</flops>
                <coproc><type>CUDA</type><count>0.500000</count></coproc>
                <gpu_ram>1000000.000000</gpu_ram>
            </app_version>
            </app_versions>
            """;

    @Test
    void an_entry_that_says_nothing_keeps_its_place() {
        Holdings holdings = parse(VERSIONS).holdings();
        assertThat(holdings.versions())
                .containsExactly(
                        new ClientVersion(
                                "search",
                                100,
                                "x86_64-pc-linux-gnu",
                                "",
                                new Usage(ProcessorType.CPU, 1, 0, 0, 0, 2.5e9, "")),
                        new ClientVersion("", 0, "", "", new Usage(ProcessorType.CPU, 1, 0, 0, 0, 0, "")),
                        new ClientVersion(
                                "search",
                                101,
                                "x86_64-pc-linux-gnu",
                                "fast",
                                new Usage(ProcessorType.NVIDIA, 0.2, 0.5, 1e6, 0, 9e12, "")));
    }

    @ParameterizedTest
    @CsvSource({
        "<app_version>0</app_version>,                                    CPU",
        "<app_version>2</app_version>,                                    NVIDIA",
        "<app_version>2</app_version><plan_class>fast</plan_class>,       NVIDIA",
        "<app_version>7</app_version><plan_class>ati14</plan_class>,      ATI",
        "<app_version>-1</app_version>,                                   CPU",
        "<app_version>99999999999999</app_version>,                       CPU",
        "<app_version>x</app_version><plan_class>opencl_intel_gpu_101</plan_class>, INTEL_GPU",
        "<plan_class>apple_gpu</plan_class>,                              APPLE_GPU",
        "'',                                                              CPU",
    })
    void a_held_task_is_known_by_its_version_or_its_plan_class(String elements, ProcessorType expected) {
        SchedulerRequest request = parse(VERSIONS + "<other_results><other_result><name>task</name>" + elements
                + "</other_result></other_results>");
        HeldTask task = request.tasks().others().getFirst();
        assertThat(task.name()).isEqualTo("task");
        assertThat(request.holdings().type(task)).isEqualTo(expected);
    }

    @Test
    void sticky_files_are_read_with_their_state() {
        Holdings holdings = parse("""
                <file_info><name>there</name><nbytes>17</nbytes><status>1</status></file_info>
                <file_info><name>old_client</name><nbytes>17</nbytes></file_info>
                <file_info><name>absent</name><nbytes>17</nbytes><status>0</status></file_info>
                <file_info><name>broken</name><nbytes>-5</nbytes><status>-120</status></file_info>
                <file_info><status>1</status></file_info>
                """).holdings();
        assertThat(holdings.files()).hasSize(4);
        assertThat(holdings.files().getLast()).isEqualTo(new Holdings.StickyFile("broken", 0, -120));
        assertThat(holdings.presentFiles()).containsExactlyInAnyOrder("there", "old_client");
    }

    @Test
    void the_queue_of_all_projects_is_read() {
        assertThat(parse("""
                <in_progress_results>
                <ip_result><name>a</name><report_deadline>1795290000</report_deadline>
                  <time_remaining>12.50</time_remaining><avg_ncpus>2.000000</avg_ncpus></ip_result>
                <ip_result><name>b</name><report_deadline>nan</report_deadline><time_remaining>-3</time_remaining>
                  <avg_ncpus>0.1</avg_ncpus><ncudas>0.5</ncudas></ip_result>
                </in_progress_results>
                """).holdings().queue())
                .containsExactly(
                        new Holdings.QueuedTask(1_795_290_000, 12.5, ProcessorType.CPU, 2),
                        new Holdings.QueuedTask(0, 0, ProcessorType.NVIDIA, 0.5));
    }

    private static SchedulerRequest parse(String elements) {
        String body = "<scheduler_request>\n" + elements + "\n</scheduler_request>\n";
        return RequestParser.parse(body.getBytes(StandardCharsets.UTF_8), "198.51.100.7");
    }
}
