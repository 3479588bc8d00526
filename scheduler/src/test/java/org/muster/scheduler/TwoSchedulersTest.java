package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.WorkFixture.authenticator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** Two schedulers over one database, each with a cache of its own, asked by many computers at once. */
class TwoSchedulersTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int WORKUNITS = 1000;
    private static final int ACCOUNTS = 4;
    private static final int COMPUTERS_OF_EACH = 2;

    @TempDir
    Path directory;

    private Database database;
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void workunits_of_two_results_and_several_accounts() {
        DATABASE.empty();
        database = DATABASE.work();
        database.write(handle -> {
            IntStream.range(0, ACCOUNTS).forEach(number -> WorkFixture.user(handle, "user" + number));
            long app = SchedulerBench.application(handle);
            List<String> names = IntStream.range(0, WORKUNITS)
                    .mapToObj(number -> "piece" + number)
                    .toList();
            WorkFixture.workunits(handle, app, names, Replication.quorumOfTwo(), SchedulerBench.START);
            handle.createUpdate("""
                            insert into result (workunitid, appid, name, server_state, xml_doc_in)
                            select w.id, w.appid, concat(w.name, '_', n.n), 2, replace(:document, 'NAME', concat(w.name, '_', n.n))
                            from workunit w join (select 0 as n union all select 1) n
                            """)
                    .bind("document", SchedulerBench.resultDocument("NAME"))
                    .execute();
        });
    }

    @Test
    void every_task_goes_to_one_computer_and_no_account_gets_two_of_a_workunit() throws Exception {
        SchedulerConfig config = new SchedulerConfig(300, 0, 0, 0, 0, true, true, 0, 0);
        List<SchedulerBench> schedulers = List.of(
                new SchedulerBench(database, directory, config), new SchedulerBench(database, directory, config));
        try (ExecutorService computers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int account = 0; account < ACCOUNTS; account++) {
                for (int computer = 0; computer < COMPUTERS_OF_EACH; computer++) {
                    String user = "user" + account;
                    String name = user + "computer" + computer;
                    running.add(computers.submit(() -> work(schedulers, user, name)));
                }
            }
            for (Future<?> computer : running) {
                computer.get(100, TimeUnit.SECONDS);
            }
        }
        assertThat(taken).as("given out once").doesNotHaveDuplicates();
        assertThat(Set.copyOf(taken)).isEqualTo(inRows());
        assertThat(pairsOfOneAccount()).isZero();
        assertThat(taken).as("all of it").hasSize(2 * WORKUNITS);
    }

    /** Asks one scheduler after the other until neither has anything left for it. */
    private void work(List<SchedulerBench> schedulers, String user, String computer) {
        RequestText first = RequestText.from(authenticator(user))
                .identifier(computer)
                .domainName(computer)
                .multipleAllowed();
        long host = schedulers.getFirst().ask(first).hostId();
        List<String> held = new ArrayList<>();
        int empty = 0;
        for (int number = 0; empty < 4; number++) {
            SchedulerBench scheduler = schedulers.get((number + computer.hashCode() & 1) % 2);
            RequestText request = RequestText.from(authenticator(user))
                    .identifier(computer)
                    .domainName(computer)
                    .multipleAllowed()
                    .host(host, number)
                    .wants(1e6, 2)
                    .has(held.toArray(String[]::new));
            synchronized (scheduler) {
                scheduler.feed();
            }
            Set<String> tasks = scheduler.askUnfed(request).tasks().keySet();
            taken.addAll(tasks);
            held.addAll(tasks);
            empty = tasks.isEmpty() ? empty + 1 : 0;
        }
    }

    private Set<String> inRows() {
        return database.read(handle -> handle.createQuery("select name from result where server_state = 4")
                .mapTo(String.class)
                .set());
    }

    private long pairsOfOneAccount() {
        return database.read(handle -> handle.createQuery("""
                        select count(*) from result a join result b
                          on a.workunitid = b.workunitid and a.id < b.id and a.userid = b.userid and a.userid <> 0
                        """).mapTo(Long.class).one());
    }
}
