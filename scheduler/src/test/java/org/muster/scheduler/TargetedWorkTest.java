package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** Work that is meant for somebody: made, given to them, and to nobody else. */
class TargetedWorkTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String ANNA = authenticator("anna");
    private static final String BERT = authenticator("bert");

    private static final String TEMPLATE = """
            <file_info>
                <name><OUTFILE_0/></name>
                <generated_locally/>
                <upload_when_present/>
                <max_nbytes>100000</max_nbytes>
                <url><UPLOAD_URL/></url>
            </file_info>
            <result>
                <file_ref>
                    <file_name><OUTFILE_0/></file_name>
                    <open_name>out</open_name>
                    <copy_file/>
                </file_ref>
            </result>
            """;

    @TempDir
    Path directory;

    private Database database;
    private SchedulerBench bench;
    private long app;

    @BeforeEach
    void a_project_with_two_volunteers() throws IOException {
        DATABASE.empty();
        database = DATABASE.work();
        Files.createDirectories(directory.resolve("templates"));
        Files.writeString(directory.resolve("templates/test_out"), TEMPLATE);
        bench = new SchedulerBench(database, directory, SchedulerBench.ONE_PER_USER);
        database.write(handle -> {
            WorkFixture.user(handle, "anna");
            WorkFixture.user(handle, "bert");
            app = SchedulerBench.application(handle);
        });
        bench.ask(RequestText.from(ANNA));
        bench.ask(RequestText.from(BERT));
    }

    @Test
    void work_for_a_computer_goes_to_that_computer_alone() {
        meantFor("piece", 1, 2, false, 2);

        assertThat(bench.ask(anna(1)).tasks()).isEmpty();
        assertThat(bench.ask(bert(1)).tasks().keySet()).containsExactly("piece_0");
        assertThat(bench.number("select count(*) from result where server_state = 4 and hostid = 2"))
                .isEqualTo(1);
    }

    @Test
    void work_for_an_account_or_a_team_goes_to_its_computers() {
        database.write(handle -> {
            WorkFixture.row(handle, "team", Map.of("id", 9, "name", "Listeners", "userid", 2));
            handle.execute("update user set teamid = 9 where name = 'bert'");
        });
        meantFor("own", 2, 1, false, 2);
        meantFor("team", 3, 9, false, 2);

        assertThat(bench.ask(anna(1).wants(1e6, 2)).tasks().keySet()).containsExactly("own_0");
        assertThat(bench.ask(bert(1).wants(1e6, 2)).tasks().keySet()).containsExactly("team_0");
    }

    @Test
    void a_failed_result_is_made_again_and_a_good_one_is_not() {
        meantFor("piece", 1, 2, false, 2);
        bench.ask(bert(1));
        bench.ask(bert(2).reports("piece_0", 3, 1));
        bench.later(60);
        bench.feed();
        assertThat(bench.number("select count(*) from result where name = 'piece_1' and server_state = 2"))
                .isEqualTo(1);
        assertThat(bench.ask(bert(3)).tasks())
                .as("not to the computer on which it failed")
                .isEmpty();
        bench.later(60);
        bench.feed();
        assertThat(bench.number("select count(*) from result")).isEqualTo(2);
    }

    @Test
    void a_broadcast_goes_to_every_computer_once() {
        meantFor("news", 0, 0, true, 1);

        assertThat(bench.ask(anna(1).wants(1e6, 2)).tasks()).hasSize(1);
        assertThat(bench.ask(bert(1).wants(1e6, 2)).tasks()).hasSize(1);
        ClientReply second = bench.ask(RequestText.from(ANNA)
                .identifier("another0")
                .domainName("office")
                .wants(1e6, 2));
        assertThat(second.tasks()).as("another computer of the account").hasSize(1);
        String had = database.read(handle -> handle.createQuery("select name from result where hostid = 1")
                .mapTo(String.class)
                .one());
        assertThat(bench.ask(anna(2).wants(1e6, 2).has(had)).tasks()).isEmpty();
    }

    @Test
    void an_assignment_that_is_taken_back_is_not_given_out_any_more() {
        meantFor("piece", 1, 2, false, 2);
        bench.feed();
        database.write(handle -> handle.execute("delete from assignment"));
        bench.later(60);
        assertThat(bench.ask(bert(1)).tasks()).isEmpty();
    }

    @Test
    void targeted_work_goes_before_all_other() {
        database.write(handle -> {
            SchedulerBench.work(handle, app, "other", 1);
            handle.execute("update result set priority = 1000");
        });
        meantFor("piece", 2, 2, false, 2);
        assertThat(bench.ask(bert(1)).tasks().keySet()).containsExactly("piece_0");
    }

    private void meantFor(String name, int type, long target, boolean everyOne, int flags) {
        database.write(handle -> {
            long workunit =
                    WorkFixture.workunit(handle, app, name, new Replication(1, 1, 3, 5, 3), SchedulerBench.START);
            handle.execute("update workunit set transitioner_flags = ? where id = ?", flags, workunit);
            WorkFixture.row(
                    handle,
                    "assignment",
                    Map.of(
                            "target_type",
                            type,
                            "target_id",
                            target,
                            "multi",
                            everyOne ? 1 : 0,
                            "workunitid",
                            workunit));
        });
        bench.later(60);
    }

    private static RequestText anna(long number) {
        return RequestText.from(ANNA).host(1, number).wants(1, 1);
    }

    private static RequestText bert(long number) {
        return RequestText.from(BERT).host(2, number).wants(1, 1);
    }
}
