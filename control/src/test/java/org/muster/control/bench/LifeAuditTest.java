package org.muster.control.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit finds what is not as it must be; a benchmark that ends clean is worth as much as this. */
class LifeAuditTest {
    @TempDir
    static Path directory;

    private static BenchProject project;

    @BeforeAll
    static void createTheProject() throws IOException {
        ApplicationStandIn.provide(directory);
        project = BenchProject.create(directory.resolve("bench"), 64);
        project.accounts(2);
        new ResidentRows(project.work()).hosts(2);
    }

    @AfterAll
    static void closeTheProject() {
        project.close();
    }

    @BeforeEach
    void nothingHasHappened() {
        project.work().write(handle -> {
            handle.execute("delete from credit_ledger");
            handle.execute("delete from workunit");
            handle.execute("delete from result");
            handle.execute("update host set total_credit = 0");
            handle.execute("update user set total_credit = 0");
        });
    }

    @Test
    void an_empty_project_is_clean() throws IOException {
        assertThat(problems(0)).isEmpty();
    }

    @Test
    void rows_that_only_lie_there_are_no_problem() throws IOException {
        new ResidentRows(project.work()).tasks(1500);

        assertThat(project.number("select count(*) from result where server_state = 4"))
                .isEqualTo(1500);
        assertThat(new LifeAudit(project.work(), project.config().files()).problems(1500, 0))
                .isEmpty();
    }

    @Test
    void a_workunit_that_was_not_purged_is_found() throws IOException {
        project.workunits(1);

        assertThat(problems(0)).containsExactly("rows left in workunit: 1 instead of 0");
    }

    @Test
    void files_left_in_either_area_are_found() throws IOException {
        Path input = leave(project.config().files().downloadDirectory().resolve("3ff"), "life_7.in");
        Path output = leave(project.config().files().uploadDirectory().resolve(".partial/1a"), "life_7_0_r1_0");

        assertThat(problems(0))
                .containsExactly(
                        "1 files left in the download area, for example " + input,
                        "1 files left in the upload area, for example " + output);
        Files.delete(input);
        Files.delete(output);
    }

    @Test
    void a_balance_that_is_not_the_ledgers_sum_is_found() throws IOException {
        book(1, 1, 1.5);
        project.work().write(handle -> handle.execute("update user set total_credit = 1.5 where id = 1"));
        project.work().write(handle -> handle.execute("update host set total_credit = 1.25 where id = 1"));

        assertThat(problems(1))
                .contains("host 1 has 1.250000000 credits, the ledger says 1.500000000")
                .noneMatch(problem -> problem.startsWith("user"));
    }

    @Test
    void credit_booked_for_a_result_that_was_not_archived_is_found() throws IOException {
        book(1, 1, 1.5);
        project.work().write(handle -> handle.execute("update user set total_credit = 1.5 where id = 1"));
        project.work().write(handle -> handle.execute("update host set total_credit = 1.5 where id = 1"));

        assertThat(problems(1))
                .containsExactly("archived workunits: 0 instead of 1", "archived results: 0 instead of 1");
    }

    private static List<String> problems(long tasks) throws IOException {
        return new LifeAudit(project.work(), project.config().files()).problems(0, tasks);
    }

    private static Path leave(Path place, String name) throws IOException {
        Files.createDirectories(place);
        return Files.writeString(place.resolve(name), "left");
    }

    private static void book(long result, long account, double credit) {
        project.work()
                .write(handle -> handle.execute(
                        "insert into credit_ledger (result_id, workunit_id, host_id, user_id, credit, granted_at)"
                                + " values (?, ?, ?, ?, ?, 1)",
                        result,
                        result,
                        account,
                        account,
                        credit));
    }
}
