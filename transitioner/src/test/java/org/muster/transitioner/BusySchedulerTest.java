package org.muster.transitioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.Shard;
import org.muster.common.store.ManyRows;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.common.work.CertificateSigner;

/** Two transitioners, while a scheduler sends and records results of the very workunits that they hold. */
class BusySchedulerTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int WORKUNITS = 600;
    private static final int AT_ONCE = 40;

    @TempDir
    private Path directory;

    @Test
    void no_report_is_lost_and_no_result_is_sent_in_vain() throws Exception {
        Project project = new Project(database.work(), directory);
        project.template("templates/test_out", Project.TEMPLATE);
        CertificateSigner signer = (name, most) -> "signature of " + name;
        List<String> names =
                IntStream.range(0, WORKUNITS).mapToObj(i -> "piece_" + i).toList();
        database.work()
                .write(handle -> WorkFixture.workunits(handle, 1, names, Replication.quorumOfTwo(), project.now()));
        AtomicBoolean done = new AtomicBoolean();

        List<CompletableFuture<Void>> transitioners = IntStream.of(1, 2)
                .mapToObj(seed -> project.transitioner(Shard.ALL, 50, seed, signer))
                .map(copy -> CompletableFuture.runAsync(() -> {
                    while (!done.get()) {
                        copy.run();
                    }
                }))
                .toList();
        try {
            // The first result of every workunit fails, so that each has three: one failed, two good ones.
            while (count("result", "outcome = 1") < 2 * WORKUNITS) {
                send(project);
                report(project);
                assertThat(transitioners).noneMatch(CompletableFuture::isDone);
            }
        } finally {
            done.set(true);
            transitioners.forEach(CompletableFuture::join);
        }
        project.transitioner(Shard.ALL, WORKUNITS, 3, signer).run();

        assertThat(count("result", "true")).isEqualTo(3 * WORKUNITS);
        assertThat(count("workunit", "need_validate = 1")).isEqualTo(WORKUNITS);
        assertThat(count("blocked_work", "true")).isZero();
    }

    private static void send(Project project) {
        long deadline = project.now() + 5000;
        database.work().write(handle -> {
            List<Long> results = some(handle, 2);
            touch(handle, results, deadline);
            ManyRows.update(
                    handle,
                    "update result set server_state = 4, hostid = 1, report_deadline = ?"
                            + " where server_state = 2 and id in {ids}",
                    results,
                    deadline);
        });
    }

    private static void report(Project project) {
        database.work().write(handle -> {
            List<Long> results = some(handle, 4);
            touch(handle, results, project.now());
            ManyRows.update(
                    handle,
                    "update result set server_state = 5, received_time = ?, outcome = if(name like '%\\_0', 3, 1)"
                            + " where server_state = 4 and id in {ids}",
                    results,
                    project.now());
        });
    }

    private static List<Long> some(Handle handle, int serverState) {
        return handle.createQuery("select id from result where server_state = :state limit :limit")
                .bind("state", serverState)
                .bind("limit", AT_ONCE)
                .mapTo(Long.class)
                .list();
    }

    /** As the scheduler does it: the workunits first, by ascending id. */
    private static void touch(Handle handle, List<Long> results, long due) {
        List<Long> workunits = ManyRows.select(
                handle,
                "select distinct workunitid from result where id in {ids} order by workunitid",
                results,
                row -> row.getLong(1));
        ManyRows.update(
                handle,
                "update workunit set transition_time = least(transition_time, ?) where id in {ids}",
                workunits,
                due);
    }

    private static long count(String table, String where) {
        return database.work().read(handle -> WorkFixture.count(handle, table, where));
    }
}
