package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.config.VersionsConfig;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** What a computer has decides what it gets: from the request to the rows and the reply. */
class ComputerExchangeTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String ANNA = authenticator("anna");

    private static final String GRAPHICS = """
            <coprocs><coproc_cuda>
               <count>2</count><name>Card</name><have_cuda>1</have_cuda><have_opencl>0</have_opencl>
               <req_secs>%s</req_secs><req_instances>%s</req_instances><estimated_delay>0</estimated_delay>
               <peak_flops>1000000000000</peak_flops><cudaVersion>12020</cudaVersion><drvVersion>53513</drvVersion>
               <totalGlobalMem>8589934592</totalGlobalMem><major>8</major><minor>6</minor>
            </coproc_cuda></coprocs>
            """;

    @TempDir
    Path directory;

    private SchedulerBench bench;
    private Database database;
    private long app;
    private long platform;

    @BeforeEach
    void a_project_with_one_volunteer() {
        DATABASE.empty();
        database = DATABASE.work();
        bench = new SchedulerBench(database, directory, withoutLuck());
        database.write(handle -> {
            WorkFixture.user(handle, "anna");
            app = SchedulerBench.application(handle);
            platform = handle.createQuery("select id from platform")
                    .mapTo(Long.class)
                    .one();
        });
    }

    private static SchedulerConfig withoutLuck() {
        return new SchedulerConfig(
                0, 0, 0, 0, 0, false, false, 0, 0, null, null, null, null, new VersionsConfig(0.0, false));
    }

    @Test
    void processors_and_graphics_processors_get_work_in_one_reply() {
        variant("cuda_fermi");
        work(40);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(1, 2).extra(GRAPHICS.formatted(0, 2)));

        assertThat(classes(reply)).containsExactlyInAnyOrder("", "", "cuda_fermi", "cuda_fermi");
        String version = between(reply.text(), "<plan_class>cuda_fermi</plan_class>\n<avg_ncpus>", "</app_version>");
        assertThat(version)
                .contains("<coproc>\n<type>NVIDIA</type>\n<count>1.000000</count>\n</coproc>")
                .contains("<gpu_ram>402653184.000000</gpu_ram>");
        assertThat(reply.text().split("<app_version>")).as("each version once").hasSize(3);
        assertThat(bench.number("select count(*) from host_app_version where host_id = 1"))
                .isEqualTo(2);
        assertThat(bench.number("select count(distinct app_version_id) from result where server_state = 4"))
                .isEqualTo(2);
        assertThat(bench.number("select count(*) from result where flops_estimate > 2e11"))
                .isEqualTo(2);
        assertThat(reply.has("no_rsc_apps")).isFalse();
    }

    @Test
    void a_client_before_7_0_calls_the_graphics_processor_cuda() {
        variant("cuda_fermi");
        work(5);
        String request = RequestText.from(ANNA)
                .extra(GRAPHICS.formatted(1, 0))
                .toString()
                .replace("<core_client_major_version>7<", "<core_client_major_version>6<");
        assertThat(ClientReply.of(fed(request)).text()).contains("<type>CUDA</type>");
    }

    @Test
    void a_client_hears_for_which_of_its_processors_there_is_nothing() {
        work(5);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(1, 0).extra(GRAPHICS.formatted(1, 1)));
        assertThat(reply.value("no_rsc_apps")).isEqualTo("NVIDIA");
        assertThat(reply.tasks()).hasSize(1);
    }

    @Test
    void a_plan_class_of_the_projects_file_tells_the_program_its_threads() throws Exception {
        Files.writeString(directory.resolve("plan_class_spec.xml"), """
                <plan_classes><plan_class><name>threads</name><max_threads>2</max_threads><nthreads_cmdline/>
                <projected_flops_scale>.9</projected_flops_scale></plan_class></plan_classes>
                """);
        variant("threads");
        work(5);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(1, 2));

        assertThat(classes(reply)).as("two processors are busy with one task").containsExactly("threads");
        assertThat(reply.text())
                .contains("<avg_ncpus>2.000000</avg_ncpus>")
                .contains("<cmdline>--nthreads 2</cmdline>");
    }

    @Test
    void volunteers_read_what_their_computer_lacks() {
        database.write(handle -> handle.execute("update app_version set plan_class = 'vbox64'"));
        work(5);
        ClientReply reply = bench.ask(RequestText.from(ANNA).wants(1, 0));
        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.messages()).anySatisfy(words -> assertThat(words).endsWith(" needs VirtualBox"));
    }

    @Test
    void a_volunteers_own_program_gets_work_without_our_files() {
        work(5);
        String reply = new String(fed(own("spike_search").wants(1, 0).toString()), StandardCharsets.UTF_8);

        assertThat(reply)
                .doesNotContain("<app_version>", "<app>")
                .contains("<workunit>", "<version_num>105</version_num>");
        assertThat(bench.number("select app_version_id from result where server_state = 4"))
                .isEqualTo(-2);
        assertThat(bench.number("select app_version_id from host_app_version where host_id = 1"))
                .isEqualTo(1_000_000 * app + 2);

        String task = text("select name from result where server_state = 4");
        bench.later(10);
        assertThat(bench.ask(own("spike_search").host(1, 0).reports(task)).names("result_ack"))
                .containsExactly(task);
        assertThat(bench.result(task, "outcome")).isEqualTo("1");
    }

    @Test
    void a_program_for_an_application_that_we_do_not_have_is_named() {
        work(5);
        ClientReply reply = bench.ask(own("foreign").wants(1, 0));
        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.messages()).contains("Unknown app name foreign in app_info.xml");
        assertThat(reply.has("no_rsc_apps")).isFalse();
    }

    @Test
    void what_a_computer_has_is_kept_in_its_row_and_written_only_when_it_changes() {
        bench.ask(RequestText.from(ANNA).wants(1, 0).extra(GRAPHICS.formatted(0, 0)));
        assertThat(bench.number("select p_ngpus from host")).isEqualTo(2);
        assertThat(bench.number("select p_gpu_fpops from host")).isEqualTo(2_000_000_000_000L);
        assertThat(text("select misc from host")).contains("\"model\" : \"Card\"", "\"client_version\" : \"7.20.5\"");

        database.write(handle -> handle.execute("update host set p_gpu_fpops = 2.01e12"));
        bench.ask(RequestText.from(ANNA).host(1, 0).extra(GRAPHICS.formatted(0, 0)));
        assertThat(bench.number("select p_gpu_fpops from host"))
                .as("a hundredth is not noticed")
                .isEqualTo(2_010_000_000_000L);

        bench.ask(RequestText.from(ANNA).host(1, 1));
        assertThat(bench.number("select p_ngpus from host")).isZero();
        assertThat(bench.number("select p_gpu_fpops from host")).isZero();
    }

    @Test
    void a_computer_that_measured_a_version_slow_is_told_its_speed_there() {
        work(5);
        bench.ask(RequestText.from(ANNA).wants(1, 0));
        database.write(handle ->
                handle.execute("update host_app_version set et_n = 20, et_avg = 4e-9, pfc_n = 20, pfc_avg = 4"));
        ClientReply reply = bench.ask(RequestText.from(ANNA).host(1, 0).wants(1, 0));
        assertThat(reply.text()).contains("<flops>250000000.000000</flops>");
    }

    private RequestText own(String application) {
        return RequestText.from(ANNA).platform("anonymous").extra("""
                <app_versions><app_version><app_name>%s</app_name><version_num>105</version_num>
                <platform>x86_64-pc-linux-gnu</platform><avg_ncpus>1</avg_ncpus><flops>2e9</flops></app_version>
                </app_versions>
                """.formatted(application));
    }

    private void variant(String planClass) {
        database.write(handle -> {
            long version = WorkFixture.appVersion(
                    handle, app, platform, 101, SchedulerBench.versionDocument("spike_search", 101));
            handle.createUpdate("update app_version set plan_class = :class where id = :id")
                    .bind("class", planClass)
                    .bind("id", version)
                    .execute();
        });
    }

    private void work(int workunits) {
        database.write(handle -> IntStream.range(0, workunits).forEach(number -> piece(handle, number)));
    }

    private void piece(Handle handle, int number) {
        SchedulerBench.work(handle, app, "piece" + number, 1);
    }

    private byte[] fed(String request) {
        bench.feed();
        return bench.answer(request.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> classes(ClientReply reply) {
        Set<String> names = reply.tasks().keySet();
        Map<Long, String> byVersion =
                database.read(handle -> handle.createQuery("select id, plan_class from app_version")
                        .map((row, context) -> Map.entry(row.getLong("id"), row.getString("plan_class")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return names.stream()
                .map(name -> byVersion.get(Long.parseLong(bench.result(name, "app_version_id"))))
                .toList();
    }

    private String text(String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        assertThat(from).as("there is " + start).isNotNegative();
        return text.substring(from, text.indexOf(end, from));
    }
}
