package org.muster.control.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.FilesConfig;
import org.muster.common.files.DigestFile;
import org.muster.common.files.FileDigest;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.common.work.DocumentFiles;
import org.muster.control.UserErrorException;

class JobCreationTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final long NOW = 1_700_000_000;

    @TempDir
    Path directory;

    private FilesConfig files;
    private JobCreation creation;

    @BeforeEach
    void an_application_with_its_first_templates() throws Exception {
        DATABASE.empty();
        files = new FilesConfig(
                directory.resolve("download"), directory.resolve("upload"), 16, directory, directory.resolve("old"));
        creation = new JobCreation(DATABASE.work(), files);
        DATABASE.work().write(handle -> WorkFixture.app(handle, "upper"));
        FirstTemplates.write(directory, "upper");
    }

    @Test
    void a_job_becomes_a_workunit_whose_input_file_is_staged_whole_with_its_digest() throws Exception {
        Path poem = file("poem.txt", "tyger, tyger");

        JobCreation.Outcome outcome = create(order(Map.of()), poem.toString());

        assertThat(outcome.created()).containsExactly("job_0");
        Path staged = files.downloads().find("poem.txt").orElseThrow();
        assertThat(staged).hasContent("tyger, tyger");
        assertThat(DigestFile.read(staged)).contains(FileDigest.of(poem));
        Map<String, Object> row = workunit("job_0");
        assertThat(DocumentFiles.of(new String((byte[]) row.get("xml_doc"), UTF_8))
                        .byLogicalName("in"))
                .hasValueSatisfying(file -> assertThat(file.name()).isEqualTo("poem.txt"));
        assertThat(row)
                .containsEntry("rsc_fpops_est", 1e12)
                .containsEntry("result_template_file", "templates/upper_out")
                .containsEntry("transition_time", NOW)
                .containsEntry("min_quorum", 1);
    }

    @Test
    void what_the_command_line_says_goes_before_the_template_and_raises_what_would_hinder_it() throws Exception {
        create(
                order(Map.of("min_quorum", 3.0, "target_nresults", 4.0, "delay_bound", 60.0)),
                file("a", "a").toString());

        assertThat(workunit("job_0"))
                .containsEntry("min_quorum", 3)
                .containsEntry("target_nresults", 4)
                .containsEntry("max_success_results", 4)
                .containsEntry("max_total_results", 6)
                .containsEntry("delay_bound", 60);
    }

    @Test
    void a_list_of_jobs_is_made_with_one_statement_for_many() throws Exception {
        List<JobCreation.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Path input = file("in_" + i, "input " + i);
            entries.add(entry("--wu_name n_" + i + " " + input));
        }
        long before = statements();

        creation.create(
                order(Map.of()), entries, "job", JobCreation.Mode.ALL_NEW, JobCreation.Mistakes.REFUSE_ALL, NOW);

        assertThat(statements() - before).isLessThan(60);
        assertThat(count("workunit", "true")).isEqualTo(600);
        assertThat(IntStream.range(0, 600))
                .allSatisfy(i -> assertThat(files.downloads().find("in_" + i)).isPresent());
    }

    @Test
    void a_mistake_in_the_last_line_leaves_nothing_behind() throws Exception {
        Path good = file("good", "good");
        Path empty = directory.resolve("empty");
        Files.createFile(empty);

        refused(List.of(entry("" + good), entry("missing")), "line 1: there is no input file missing");
        refused(List.of(entry("" + good), entry("" + empty)), "is empty");
        refused(List.of(entry("" + good), entry("")), "has 0 input files, the template templates/upper_in wants 1");
        refused(List.of(entry("--wu_name x " + good), entry("--wu_name x " + good)), "two jobs of the list");
        refused(List.of(entry("" + good), entry("--wu_name a/b " + good)), "'/'");
        refused(List.of(entry("--wu_name a " + good), entry("--wu_name b " + good)), "<no_delete/>");
        refused(List.of(entry("--wu_template templates/no " + good)), "there is no input template");
        refused(List.of(entry("--result_template templates/no " + good)), "cannot read the output template");

        assertThat(count("workunit", "true")).isZero();
        assertThat(files.downloads().find("good")).isEmpty();
    }

    @Test
    void an_impossible_replication_is_refused_with_the_rule() {
        assertThatThrownBy(() -> create(
                        order(Map.of("min_quorum", 3.0, "target_nresults", 2.0)),
                        file("a", "a").toString()))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("min_quorum <= target_nresults");
    }

    @Test
    void a_name_stands_for_the_same_content_for_ever() throws Exception {
        create(order(Map.of()), file("a", "one").toString());
        Path other = Files.createDirectories(directory.resolve("other")).resolve("a");
        Files.writeString(other, "two");

        assertThatThrownBy(() -> create(order(Map.of()), "--wu_name second " + other))
                .hasMessageContaining("with other content has been staged before");
        assertThat(count("workunit", "true")).isEqualTo(1);
    }

    @Test
    void a_list_that_was_broken_off_goes_on_where_it_was() throws Exception {
        List<JobCreation.Entry> all =
                List.of(entry("--wu_name a " + file("a", "a")), entry("--wu_name b " + file("b", "b")));
        creation.create(
                order(Map.of()),
                all.subList(0, 1),
                "job",
                JobCreation.Mode.ALL_NEW,
                JobCreation.Mistakes.REFUSE_ALL,
                NOW);

        refused(all, "there is a workunit a already");
        JobCreation.Outcome outcome = creation.create(
                order(Map.of()), all, "job", JobCreation.Mode.SKIP_EXISTING, JobCreation.Mistakes.REFUSE_ALL, NOW);

        assertThat(outcome.created()).containsExactly("b");
        assertThat(outcome.skipped()).containsExactly("a");
    }

    @Test
    void a_check_makes_nothing() throws Exception {
        creation.create(
                order(Map.of()),
                List.of(entry("" + file("a", "a"))),
                "job",
                JobCreation.Mode.CHECK_ONLY,
                JobCreation.Mistakes.REFUSE_ALL,
                NOW);

        assertThat(count("workunit", "true")).isZero();
        assertThat(files.downloads().find("a")).isEmpty();
    }

    @Test
    void work_for_somebody_is_left_to_the_scheduler() throws Exception {
        create(order(Map.of()), "--target_user 7 " + file("a", "a"));

        assertThat(workunit("job_0")).containsEntry("transitioner_flags", 2);
        assertThat(count("assignment", "target_type = 2 and target_id = 7 and multi = 0 and workunitid = 1"))
                .isEqualTo(1);
    }

    @Test
    void a_credit_of_its_own_and_further_elements_go_into_the_row_as_the_order_says() throws Exception {
        JobOrder order = new JobOrder(
                "upper",
                "templates/upper_in",
                "templates/upper_out",
                "",
                Map.of("credit", 12.5),
                0,
                0,
                0,
                "",
                "<dont_throttle/>",
                Target.ANYBODY);

        create(order, file("a", "a").toString());

        assertThat(workunit("job_0")).containsEntry("canonical_credit", 12.5);
        assertThat(new String((byte[]) workunit("job_0").get("xml_doc"), UTF_8))
                .endsWith("<dont_throttle/>\n</workunit>\n");
    }

    @Test
    void a_credit_that_is_none_is_refused() throws Exception {
        for (double credit : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e9}) {
            assertThatThrownBy(() -> create(
                            order(Map.of("credit", credit)), file("a", "a").toString()))
                    .hasMessageContaining("credit is between 0 and 73000000");
        }
        assertThat(count("workunit", "true")).isZero();
    }

    @Test
    void an_application_that_is_not_there_is_to_be_added_first() {
        JobOrder order = new JobOrder("none", "", "", "", Map.of(), 0, 0, 0, "", "", Target.ANYBODY);

        assertThatThrownBy(() -> creation.create(
                        order, List.of(), "job", JobCreation.Mode.ALL_NEW, JobCreation.Mistakes.REFUSE_ALL, NOW))
                .hasMessageContaining("bin/muster app add none");
    }

    private void refused(List<JobCreation.Entry> entries, String reason) {
        assertThatThrownBy(() -> creation.create(
                        order(Map.of()),
                        entries,
                        "job",
                        JobCreation.Mode.ALL_NEW,
                        JobCreation.Mistakes.REFUSE_ALL,
                        NOW))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining(reason);
    }

    private JobCreation.Outcome create(JobOrder order, String line) throws Exception {
        return creation.create(
                order, List.of(entry(line)), "job", JobCreation.Mode.ALL_NEW, JobCreation.Mistakes.REFUSE_ALL, NOW);
    }

    private static JobCreation.Entry entry(String line) {
        return new JobCreation.Entry(JobLine.parse(line), "line 1: ");
    }

    private static JobOrder order(Map<String, Double> settings) {
        return new JobOrder(
                "upper", "templates/upper_in", "templates/upper_out", "", settings, 0, 0, 0, "", "", Target.ANYBODY);
    }

    private Path file(String name, String content) throws Exception {
        Path file = Files.createDirectories(directory.resolve("inputs")).resolve(name);
        Files.writeString(file, content);
        return file;
    }

    private Map<String, Object> workunit(String name) {
        return DATABASE.work()
                .read(handle -> handle.createQuery("select * from workunit where name = :name")
                        .bind("name", name)
                        .mapToMap()
                        .one());
    }

    private long count(String table, String where) {
        return DATABASE.work().read(handle -> WorkFixture.count(handle, table, where));
    }

    private static long statements() {
        return DATABASE.work()
                .read(handle -> handle.createQuery("show global status like 'Questions'")
                        .map((row, context) -> row.getLong(2))
                        .one());
    }
}
