package org.muster.transitioner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.model.Outcome;
import org.muster.common.security.UploadCertificate;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.common.work.DocumentFiles;

class TransitionPassTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final Pattern SIGNATURE = Pattern.compile("<xml_signature>\\n(.*)</xml_signature>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private Project project;
    private TransitionPass transitioner;

    @BeforeEach
    void aProject() throws IOException {
        database.work().write(handle -> {
            for (String table : List.of("workunit", "result", "host_app_version", "blocked_work")) {
                handle.execute("delete from " + table);
            }
        });
        project = new Project(database.work(), directory);
        project.template("templates/test_out", Project.TEMPLATE);
        transitioner = project.transitioner(Shard.ALL, 100, 1);
    }

    private long workunit(String name) {
        return database.work()
                .transact(handle -> WorkFixture.workunit(handle, 1, name, Replication.quorumOfTwo(), project.now()));
    }

    private Map<String, Object> row(String table, String where) {
        return database.work()
                .read(handle -> handle.createQuery("select * from " + table + " where " + where)
                        .mapToMap()
                        .one());
    }

    private long count(String table, String where) {
        return database.work().read(handle -> WorkFixture.count(handle, table, where));
    }

    private void update(String statement) {
        database.work().read(handle -> handle.execute(statement));
    }

    @Test
    void a_new_workunit_gets_results_that_a_host_can_upload_for() {
        long workunit = workunit("piece_1");

        PassOutcome outcome = transitioner.run();

        assertThat(outcome.handled()).isEqualTo(1);
        assertThat(count("result", "workunitid = " + workunit + " and server_state = 2 and outcome = 0"))
                .isEqualTo(2);
        Map<String, Object> result = row("result", "name = 'piece_1_1'");
        assertThat(result.get("create_time")).isEqualTo((int) project.now());
        assertThat(result.get("appid")).isEqualTo(1L);
        String document = new String((byte[]) result.get("xml_doc_in"), UTF_8);
        assertThat(document).contains("<url><UPLOAD_URL/></url>").contains("<result>\n");
        String fileName =
                DocumentFiles.of(document).byLogicalName("out").orElseThrow().name();
        assertThat(fileName).matches("piece_1_1_r[0-9]+_0");
        Matcher signature = SIGNATURE.matcher(document);
        assertThat(signature.find()).isTrue();
        assertThat(new UploadCertificate(fileName, 100_000).isGrantedBy(signature.group(1), project.uploadPublicKey()))
                .isTrue();
    }

    @Test
    void output_names_cannot_be_told_from_those_of_another_copy() {
        workunit("piece_1");
        transitioner.run();

        List<String> randoms = database
                .work()
                .read(handle -> handle.createQuery("select convert(xml_doc_in using utf8mb4) from result")
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(document -> document.replaceAll("(?s).*<name>piece_1_._r([0-9]+)_0</name>.*", "$1"))
                .toList();
        assertThat(new HashSet<>(randoms)).hasSize(2);
    }

    @Test
    void a_second_look_at_once_finds_nothing_to_do() {
        workunit("piece_1");
        transitioner.run();

        assertThat(transitioner.run()).isEqualTo(PassOutcome.IDLE);
    }

    @Test
    void a_late_result_is_replaced_and_its_host_is_trusted_less() {
        long workunit = workunit("piece_1");
        transitioner.run();
        database.work().write(handle -> {
            handle.execute("insert into host_app_version (host_id, app_version_id, max_jobs_per_day,"
                    + " consecutive_valid) values (5, 7, 8, 3)");
            send(handle, "piece_1_0", 5, project.now() + 100);
            send(handle, "piece_1_1", 6, project.now() + 900);
        });
        update("update workunit set transition_time = " + (project.now() + 100));
        project.passTime(101);

        transitioner.run();

        assertThat(row("result", "name = 'piece_1_0'"))
                .containsEntry("server_state", 5)
                .containsEntry("outcome", 4);
        assertThat(row("result", "name = 'piece_1_1'")).containsEntry("server_state", 4);
        assertThat(row("result", "name = 'piece_1_2'")).containsEntry("server_state", 2);
        Map<String, Object> host = row("host_app_version", "host_id = 5");
        assertThat(host).containsEntry("max_jobs_per_day", 7).containsEntry("consecutive_valid", 0);
        assertThat((Double) host.get("turnaround_avg")).isCloseTo(86_400, within(1e-6));
        assertThat(row("workunit", "id = " + workunit)).containsEntry("transition_time", 1_000_000L + 901);
    }

    private static void send(Handle handle, String name, long host, long deadline) {
        handle.createUpdate("""
                        update result set server_state = 4, hostid = :host, app_version_id = 7,
                          report_deadline = :deadline where name = :name
                        """)
                .bind("host", host)
                .bind("deadline", deadline)
                .bind("name", name)
                .execute();
    }

    @Test
    void two_successes_call_the_validator() {
        long workunit = workunit("piece_1");
        transitioner.run();
        update("update result set server_state = 5, outcome = 1, received_time = " + project.now());
        update("update workunit set transition_time = " + project.now());

        transitioner.run();

        assertThat(row("workunit", "id = " + workunit)).containsEntry("need_validate", 1);
    }

    @Test
    void a_workunit_without_its_template_is_set_aside_and_the_others_go_on() throws IOException {
        long broken = workunit("piece_1");
        long sound = workunit("piece_2");
        update("update workunit set result_template_file = 'templates/lost_out' where id = " + broken);

        PassOutcome outcome = transitioner.run();

        assertThat(outcome.handled()).isEqualTo(2);
        assertThat(count("result", "workunitid = " + sound)).isEqualTo(2);
        assertThat(count("result", "workunitid = " + broken)).isZero();
        assertThat(row("workunit", "id = " + broken)).containsEntry("transition_time", project.now() + 3600);
        assertThat((String) row("blocked_work", "row_id = " + broken).get("error"))
                .contains("templates/lost_out")
                .contains("put it back");

        project.template("templates/lost_out", "<result>");
        project.passTime(3600);
        transitioner.run();
        Map<String, Object> blocked = row("blocked_work", "row_id = " + broken);
        assertThat(blocked).containsEntry("attempts", 2).containsEntry("queue", "transitioner");
        assertThat((String) blocked.get("error")).contains("does not close it");

        project.template("templates/lost_out", Project.TEMPLATE);
        project.passTime(3600);
        transitioner.run();
        assertThat(count("result", "workunitid = " + broken)).isEqualTo(2);
        assertThat(count("blocked_work", "true")).isZero();
    }

    @Test
    void a_template_outside_the_project_is_not_read() throws IOException {
        project.template("outside_out", Project.TEMPLATE);
        project = new Project(database.work(), Files.createDirectory(directory.resolve("inner")));
        long workunit = workunit("piece_1");
        update("update workunit set result_template_file = '../outside_out'");

        project.transitioner(Shard.ALL, 100, 1).run();

        assertThat((String) row("blocked_work", "row_id = " + workunit).get("error"))
                .contains("no path below");
    }

    @Test
    void a_row_with_a_state_that_nobody_knows_is_set_aside_alone() {
        long broken = workunit("piece_1");
        long sound = workunit("piece_2");
        database.work().write(handle -> WorkFixture.result(handle, broken, 1, "piece_1_0", 3, Map.of()));

        transitioner.run();

        assertThat(count("result", "workunitid = " + sound)).isEqualTo(2);
        assertThat((String) row("blocked_work", "row_id = " + broken).get("error"))
                .contains("no ServerState has the code 3");
        assertThat(row("workunit", "id = " + broken)).containsEntry("transition_time", project.now() + 3600);
    }

    @Test
    void a_result_name_that_is_taken_stops_only_its_own_workunit() {
        long broken = workunit("piece_1");
        long sound = workunit("piece_2");
        database.work().write(handle -> WorkFixture.result(handle, 99, 1, "piece_1_1", 2, Map.of()));

        transitioner.run();

        assertThat(count("result", "workunitid = " + sound)).isEqualTo(2);
        assertThat(count("result", "workunitid = " + broken)).isZero();
        assertThat((String) row("blocked_work", "row_id = " + broken).get("error"))
                .contains("piece_1_1");
    }

    @Test
    void a_broadcast_workunit_is_never_looked_at() {
        workunit("piece_1");
        update("update workunit set transitioner_flags = 1");

        assertThat(transitioner.run()).isEqualTo(PassOutcome.IDLE);
    }

    @Test
    void a_shard_takes_its_own_rows_only() {
        for (int i = 0; i < 6; i++) {
            workunit("piece_" + i);
        }

        project.transitioner(new Shard(3, 1), 100, 1).run();

        assertThat(count("result", "mod(workunitid, 3) = 1")).isEqualTo(4);
        assertThat(count("result", "true")).isEqualTo(4);
    }

    @Test
    void a_result_that_changed_since_it_was_read_undoes_the_decision() {
        long workunit = workunit("piece_1");
        transitioner.run();
        ResultState read = database.work()
                .read(handle -> ResultRows.read(handle, List.of(workunit)))
                .get(workunit)
                .getFirst()
                .state();
        update("update result set server_state = 4 where id = " + read.id());
        ChangedResult change = new ChangedResult(read, read.over(Outcome.DIDNT_NEED));

        assertThatThrownBy(() -> database.work().write(handle -> ResultRows.update(handle, List.of(change))))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThat(row("result", "id = " + read.id())).containsEntry("server_state", 4);
    }

    @Test
    void a_workunit_that_another_holds_is_left_to_it() {
        workunit("piece_1");

        database.work().write(handle -> {
            handle.createQuery("select id from workunit for update")
                    .mapTo(Long.class)
                    .one();
            // Another thread, because a thread's queries share the connection of its transaction.
            assertThat(CompletableFuture.supplyAsync(transitioner::run).join().handled())
                    .isZero();
        });

        assertThat(transitioner.run().handled()).isEqualTo(1);
    }
}
