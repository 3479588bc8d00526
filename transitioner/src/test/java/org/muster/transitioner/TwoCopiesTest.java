package org.muster.transitioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.Shard;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.common.work.CertificateSigner;

class TwoCopiesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int WORKUNITS = 2000;

    @TempDir
    private Path directory;

    private Project project;
    private List<TransitionPass> copies;

    @Test
    void two_copies_do_everything_once_and_leave_nothing() throws Exception {
        project = new Project(database.work(), directory);
        project.template("templates/test_out", Project.TEMPLATE);
        CertificateSigner signer = (name, most) -> "signature of " + name;
        copies = List.of(
                project.transitioner(Shard.ALL, 200, 1, signer), project.transitioner(Shard.ALL, 200, 2, signer));
        List<String> names =
                IntStream.range(0, WORKUNITS).mapToObj(i -> "piece_" + i).toList();
        database.work().write(handle -> {
            WorkFixture.workunits(handle, 1, names, Replication.quorumOfTwo(), project.now());
            for (int host = 0; host < 50; host++) {
                handle.execute("insert into host_app_version (host_id, app_version_id) values (?, 7)", host);
            }
        });

        runUntilIdle();
        assertThat(count("result", "server_state = 2")).isEqualTo(2 * WORKUNITS);
        assertThat(of("select count(*) from (select workunitid from result group by workunitid having count(*) = 2) w"))
                .isEqualTo(WORKUNITS);

        // Every first result is late, at the same moment as every second one is reported.
        change("update result set server_state = 4, hostid = mod(id, 50), app_version_id = 7, report_deadline = "
                + (project.now() + 10) + " where name like '%\\_0'");
        change("update result set server_state = 5, outcome = 1 where name like '%\\_1'");
        change("update workunit set transition_time = " + (project.now() + 5));
        project.passTime(11);
        runUntilIdle();
        assertThat(count("result", "outcome = 4 and server_state = 5")).isEqualTo(WORKUNITS);
        assertThat(count("result", "name like '%\\_2' and server_state = 2")).isEqualTo(WORKUNITS);
        assertThat(count("result", "true")).isEqualTo(3 * WORKUNITS);
        assertThat(of("select sum(turnaround_n) from host_app_version"))
                .as("each late result counted against its host once")
                .isEqualTo(WORKUNITS);

        change("update result set server_state = 5, outcome = 1 where name like '%\\_2'");
        change("update workunit set transition_time = " + project.now());
        runUntilIdle();
        assertThat(count("workunit", "need_validate = 1")).isEqualTo(WORKUNITS);

        change("update result set validate_state = 1 where outcome = 1");
        change("update workunit w set need_validate = 0, assimilate_state = 2, canonical_resultid ="
                + " (select min(id) from result where workunitid = w.id and outcome = 1), transition_time = "
                + project.now());
        runUntilIdle();
        assertThat(count("workunit", "file_delete_state = 1")).isEqualTo(WORKUNITS);
        assertThat(count("result", "file_delete_state = 1")).isEqualTo(2 * WORKUNITS);
        assertThat(count("workunit", "transition_time <= " + project.now())).isZero();
    }

    private void runUntilIdle() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(copies.size())) {
            List<Callable<Integer>> work = copies.stream()
                    .map(copy -> (Callable<Integer>) () -> runUntilIdle(copy))
                    .toList();
            int handled = 0;
            for (Future<Integer> copy : threads.invokeAll(work)) {
                handled += copy.get();
            }
            assertThat(handled).isEqualTo(WORKUNITS);
        }
    }

    private int runUntilIdle(TransitionPass copy) throws IOException {
        int handled = 0;
        while (count("workunit", "transition_time <= " + project.now()) > 0) {
            handled += copy.run().handled();
        }
        return handled;
    }

    private static long count(String table, String where) {
        return database.work().read(handle -> WorkFixture.count(handle, table, where));
    }

    private static long of(String query) {
        return database.work()
                .read(handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private static void change(String statement) {
        database.work().read(handle -> handle.execute(statement));
    }
}
