package org.muster.control.fsck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.embedded.Trees;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.control.UserErrorException;
import org.muster.control.testing.SmallProject;

/** Each case is made, found, counted, and repaired as the table says. */
final class FsckTest {
    private static final int UNSENT = 2;
    private static final int IN_PROGRESS = 4;
    private static final int OVER = 5;
    private static final int INACTIVE = 1;
    private static final int CLIENT_DETACHED = 7;
    private static final Map<String, Object> SUCCESS = Map.of("outcome", 1);
    private static final Map<String, Object> VALID = Map.of("outcome", 1, "validate_state", 1);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void aSmallProject() throws IOException {
        project = SmallProject.create(directory.resolve("project"), DATABASE.freshConfig("work"), null);
        Files.createFile(project.config().files().uploadDirectory().resolve("present"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void a_project_in_which_all_fits_together_has_nothing_to_be_said_of() throws IOException {
        long workunit = project.workunit("w", Map.of());
        project.result(workunit, "w_0", OVER, SUCCESS);
        project.output("w_0", "output");
        project.result(workunit, "w_1", UNSENT, Map.of());

        FsckReport report = fsck(FsckOptions.look());

        assertThat(report.counts()).isEmpty();
        assertThat(report.isWrong()).isFalse();
    }

    @Test
    void work_without_its_input_is_held_back_and_goes_on_when_the_input_is_back() throws IOException {
        long workunit = project.workunit("w", Map.of());
        project.result(workunit, "w_0", UNSENT, Map.of());
        Files.delete(project.inputPath("w"));

        assertThat(fsck(FsckOptions.look()).isWrong()).isTrue();
        assertThat(state("w_0")).as("only looked").isEqualTo(UNSENT);
        assertThat(fsck(FsckOptions.repairing()).repairedCount(Finding.INPUT_MISSING))
                .isEqualTo(1);
        assertThat(state("w_0")).isEqualTo(INACTIVE);
        project.input("w");
        assertThat(fsck(FsckOptions.repairing()).repairedCount(Finding.INPUT_BACK))
                .isEqualTo(1);

        assertThat(state("w_0")).isEqualTo(UNSENT);
        assertThat(project.number("select count(*) from blocked_work")).isZero();
        assertThat(fsck(FsckOptions.look()).counts()).isEmpty();
    }

    @Test
    void work_whose_input_will_not_come_back_is_cancelled() throws IOException {
        long workunit = project.workunit("w", Map.of());
        project.result(workunit, "w_0", UNSENT, Map.of());
        Files.delete(project.inputPath("w"));
        fsck(FsckOptions.repairing());

        assertThat(fsck(new FsckOptions(true, true, false, false)).repairedCount(Finding.INPUT_GIVEN_UP))
                .isEqualTo(1);

        assertThat(project.number("select error_mask from workunit")).isEqualTo(16);
        assertThat(project.number("select transition_time from workunit")).isLessThan(2e9);
        assertThat(project.number("select count(*) from blocked_work")).isZero();
    }

    @Test
    void an_input_that_was_cut_short_is_as_bad_as_none_and_a_changed_one_is_found_by_its_digest() throws IOException {
        project.workunit("cut", Map.of());
        project.workunit("changed", Map.of());
        Files.writeString(project.inputPath("cut"), "short");

        FsckReport bySize = fsck(FsckOptions.look());
        FsckReport byDigest = fsck(new FsckOptions(false, false, true, false));

        assertThat(bySize.count(Finding.INPUT_MISSING)).isEqualTo(1);
        assertThat(byDigest.count(Finding.INPUT_MISSING))
                .as("the fixture's document has another digest than its files")
                .isEqualTo(2);
    }

    @Test
    void a_lost_output_is_nobodys_fault_and_another_result_may_be_made() throws IOException {
        long workunit = project.workunit("w", Map.of("max_total_results", 4));
        project.result(workunit, "w_0", OVER, SUCCESS);
        long intact = project.result(workunit, "w_1", OVER, SUCCESS);
        project.output("w_1", "output");

        FsckReport report = fsck(FsckOptions.repairing());

        assertThat(report.repairedCount(Finding.OUTPUT_LOST)).isEqualTo(1);
        assertThat(outcome("w_0")).isEqualTo(CLIENT_DETACHED);
        assertThat(project.number("select outcome from result where id = " + intact))
                .isEqualTo(1);
        assertThat(project.number("select max_total_results from workunit")).isEqualTo(5);
        assertThat(project.number("select transition_time from workunit")).isCloseTo(now(), within(100.0));
    }

    @Test
    void an_output_that_is_not_what_was_sent_is_lost_too() throws IOException {
        long workunit = project.workunit("w", Map.of());
        long result = project.result(workunit, "w_0", OVER, SUCCESS);
        project.output("w_0", "output");
        project.work()
                .write(handle -> handle.execute(
                        "update result set xml_doc_out = ? where id = ?",
                        ("<file_info>\n<name>" + SmallProject.outputName("w_0") + "</name>\n<nbytes>6.000000</nbytes>\n"
                                        + "<md5_cksum>00000000000000000000000000000000</md5_cksum>\n</file_info>\n")
                                .getBytes(StandardCharsets.UTF_8),
                        result));

        assertThat(fsck(FsckOptions.look()).counts()).as("its size is right").isEmpty();
        assertThat(fsck(new FsckOptions(false, false, true, false)).count(Finding.OUTPUT_LOST))
                .isEqualTo(1);
    }

    @Test
    void another_agreeing_output_becomes_canonical() throws IOException {
        long workunit = project.workunit("w", Map.of("assimilate_state", 1));
        long lost = project.result(workunit, "w_0", OVER, VALID);
        long other = project.result(workunit, "w_1", OVER, VALID);
        project.output("w_1", "output");
        setAsideByTheAssimilator(workunit, lost);

        assertThat(fsck(FsckOptions.repairing()).repairedCount(Finding.CANONICAL_REPLACED))
                .isEqualTo(1);

        assertThat(project.number("select canonical_resultid from workunit")).isEqualTo(other);
        assertThat(project.number("select assimilate_state from workunit")).isEqualTo(1);
        assertThat(project.number("select count(*) from blocked_work")).isZero();
    }

    @Test
    void where_no_agreeing_output_is_left_the_work_is_done_again_and_credit_stays() throws IOException {
        long workunit = project.workunit("w", Map.of("assimilate_state", 1, "canonical_credit", 5.0));
        long lost = project.result(workunit, "w_0", OVER, VALID);
        long host = project.work().transact(handle -> {
            long user = WorkFixture.user(handle, "ada");
            long id = WorkFixture.host(handle, user, "alpha");
            handle.execute("update user set total_credit = 5");
            handle.execute("update host set total_credit = 5");
            handle.execute(
                    "insert into credit_ledger (result_id, workunit_id, host_id, user_id, credit, granted_at)"
                            + " values (?, ?, ?, ?, 5, 1)",
                    lost,
                    workunit,
                    id,
                    user);
            return id;
        });
        setAsideByTheAssimilator(workunit, lost);

        FsckReport report = fsck(FsckOptions.repairing());

        assertThat(report.repairedCount(Finding.CANONICAL_LOST)).isEqualTo(1);
        assertThat(project.number("select canonical_resultid from workunit")).isZero();
        assertThat(project.number("select assimilate_state from workunit")).isZero();
        assertThat(outcome("w_0")).isEqualTo(CLIENT_DETACHED);
        assertThat(project.number("select canonical_credit from workunit"))
                .as("for the next")
                .isEqualTo(5);
        assertThat(project.number("select count(*) from blocked_work")).isZero();
        assertThat(project.number("select sum(credit) from credit_ledger")).isEqualTo(5);
        assertThat(project.number("select total_credit from host where id = " + host))
                .isEqualTo(5);
        assertThat(report.count(Finding.BALANCE_LOW) + report.count(Finding.BALANCE_HIGH))
                .isZero();
    }

    @Test
    void without_canonical_output_and_input_it_waits_until_it_is_given_up() throws IOException {
        long workunit = project.workunit("w", Map.of("assimilate_state", 1));
        long lost = project.result(workunit, "w_0", OVER, VALID);
        setAsideByTheAssimilator(workunit, lost);
        Files.delete(project.inputPath("w"));
        Files.createFile(project.config().files().downloadDirectory().resolve("present"));

        FsckReport waits = fsck(FsckOptions.repairing());
        assertThat(waits.count(Finding.CANONICAL_HOPELESS)).isEqualTo(1);
        assertThat(waits.isWrong()).isTrue();
        assertThat(project.number("select canonical_resultid from workunit")).isEqualTo(lost);
        FsckReport fails = fsck(new FsckOptions(true, true, false, false));

        assertThat(fails.repairedCount(Finding.CANONICAL_GIVEN_UP)).isEqualTo(1);
        assertThat(project.number("select error_mask from workunit")).isEqualTo(16);
        assertThat(project.number("select canonical_resultid from workunit")).isZero();
        assertThat(project.number("select assimilate_state from workunit")).isEqualTo(1);
    }

    @Test
    void an_output_of_a_result_that_was_not_sent_is_removed_and_one_not_reported_is_kept() throws IOException {
        long workunit = project.workunit("w", Map.of());
        project.result(workunit, "w_0", UNSENT, Map.of());
        project.result(workunit, "w_1", IN_PROGRESS, Map.of("hostid", 1));
        project.output("w_0", "forgotten");
        project.output("w_1", "not reported");

        FsckReport report = fsck(FsckOptions.repairing());

        assertThat(report.repairedCount(Finding.OUTPUT_FORGOTTEN)).isEqualTo(1);
        assertThat(report.count(Finding.UPLOADED_NOT_REPORTED)).isEqualTo(1);
        assertThat(project.outputPath("w_0")).doesNotExist();
        assertThat(project.outputPath("w_1")).exists();
        assertThat(report.isWrong()).isFalse();
    }

    @Test
    void files_without_rows_are_counted_by_age_and_left_to_the_sweeper() throws IOException {
        project.workunit("w", Map.of());
        project.result(1, "w_0", UNSENT, Map.of());
        project.output("gone_1", "young");

        FsckReport young = fsck(FsckOptions.repairing());
        FsckReport old = new Fsck(
                        project.config(),
                        project.work(),
                        InstantSource.fixed(Instant.now().plus(Duration.ofDays(40))),
                        FsckOptions.look())
                .run();

        assertThat(young.count(Finding.YOUNG_WITHOUT_ROW)).isEqualTo(1);
        assertThat(old.count(Finding.ANTIQUE)).isEqualTo(1);
        assertThat(project.outputPath("gone_1")).exists();
        assertThat(old.isWrong()).isFalse();
    }

    @Test
    void an_application_version_without_its_file_is_not_given_out_until_it_is_back() throws IOException {
        Path file = project.config().files().downloadDirectory().resolve("program");
        Files.writeString(file, "program");
        project.work().write(handle -> {
            long platform = WorkFixture.platform(handle, "x");
            WorkFixture.appVersion(handle, 1, platform, 100, "<file_info>\n<name>program</name>\n</file_info>\n");
        });
        assertThat(fsck(FsckOptions.look()).counts()).isEmpty();
        Files.delete(file);
        Files.createFile(project.config().files().downloadDirectory().resolve("present"));

        assertThat(fsck(FsckOptions.repairing()).repairedCount(Finding.APPLICATION_FILE_MISSING))
                .isEqualTo(1);
        assertThat(project.number("select deprecated from app_version")).isEqualTo(1);
        Files.writeString(file, "program");
        assertThat(fsck(FsckOptions.repairing()).repairedCount(Finding.APPLICATION_FILE_BACK))
                .isEqualTo(1);
        assertThat(project.number("select deprecated from app_version")).isZero();
        assertThat(fsck(FsckOptions.look()).counts()).isEmpty();
    }

    @Test
    void balances_below_the_ledger_are_raised_and_those_above_are_said_and_left() throws IOException {
        project.work().write(handle -> {
            long user = WorkFixture.user(handle, "ada");
            long poor = WorkFixture.host(handle, user, "poor");
            long rich = WorkFixture.host(handle, user, "rich");
            handle.execute("update host set total_credit = 100 where id = ?", rich);
            for (int result = 1; result <= 4; result++) {
                handle.execute(
                        "insert into credit_ledger (result_id, workunit_id, host_id, user_id, credit, granted_at)"
                                + " values (?, 1, ?, ?, 2.5, 1)",
                        result,
                        result % 2 == 0 ? poor : rich,
                        user);
            }
        });

        FsckReport report = fsck(FsckOptions.repairing());

        assertThat(report.repairedCount(Finding.BALANCE_LOW))
                .as("a host and its user")
                .isEqualTo(2);
        assertThat(report.count(Finding.BALANCE_HIGH)).isEqualTo(1);
        assertThat(project.number("select total_credit from host where domain_name = 'poor'"))
                .isEqualTo(5);
        assertThat(project.number("select total_credit from host where domain_name = 'rich'"))
                .isEqualTo(100);
        assertThat(project.number("select total_credit from user")).isEqualTo(10);
    }

    @Test
    void a_disk_that_is_away_or_empty_is_not_taken_for_lost_files() throws IOException {
        long workunit = project.workunit("w", Map.of());
        project.result(workunit, "w_0", OVER, SUCCESS);
        Path uploads = project.config().files().uploadDirectory();
        Trees.delete(uploads);

        assertThatThrownBy(() -> fsck(FsckOptions.repairing()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mounted");
        Files.createDirectory(uploads);
        assertThatThrownBy(() -> fsck(FsckOptions.repairing()))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("mounted");

        assertThat(outcome("w_0")).isEqualTo(1);
    }

    @Test
    void what_a_daemon_does_meanwhile_is_not_repaired() throws IOException {
        long workunit = project.workunit("w", Map.of());
        project.result(workunit, "w_0", OVER, SUCCESS);
        WorkunitRow seen = project.work()
                .<WorkunitRow>read(handle ->
                        WorkunitRows.read(handle, java.util.List.of(workunit)).getFirst());
        Diagnosis diagnosis =
                Diagnosis.of(seen, new Diagnosis.Files(true, Map.of(1L, Outputs.NONE), false, false), false);
        assertThat(diagnosis.lost()).containsExactly(1L);
        project.work().write(handle -> handle.execute("update result set validate_state = 1"));

        Map<WorkunitRow, Diagnosis> still =
                project.work().transact(handle -> Repairs.stillRight(handle, Map.of(seen, diagnosis)));

        assertThat(still).isEmpty();
    }

    private void setAsideByTheAssimilator(long workunit, long canonical) {
        project.work().write(handle -> {
            handle.execute("update workunit set canonical_resultid = ? where id = ?", canonical, workunit);
            handle.execute(
                    "insert into blocked_work (queue, row_id, error, blocked_at) values ('assimilator', ?, 'gone', 1)",
                    workunit);
        });
    }

    private FsckReport fsck(FsckOptions options) throws IOException {
        return new Fsck(project.config(), project.work(), InstantSource.system(), options).run();
    }

    private double state(String result) {
        return project.number("select server_state from result where name = '" + result + "'");
    }

    private double outcome(String result) {
        return project.number("select outcome from result where name = '" + result + "'");
    }

    private static double now() {
        return Instant.now().getEpochSecond();
    }
}
