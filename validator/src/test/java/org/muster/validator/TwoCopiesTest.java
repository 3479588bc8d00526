package org.muster.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.ManyRows;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class TwoCopiesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int WORKUNITS = 2000;
    private static final int HOSTS = 40;
    private static final int USERS = 20;
    private static final int TEAMS = 4;

    @TempDir
    private Path directory;

    @Test
    void two_copies_grant_everything_once_and_leave_nothing() throws Exception {
        Site site = new Site(database.work(), directory);
        prepare(site);
        List<ValidationPass> copies = List.of(
                site.validator(Comparators.of(Map.of()), 200, 1), site.validator(Comparators.of(Map.of()), 200, 2));

        try (ExecutorService threads = Executors.newFixedThreadPool(copies.size())) {
            List<Callable<Integer>> work = copies.stream()
                    .map(copy -> (Callable<Integer>) () -> runUntilNothingIsLeft(copy))
                    .toList();
            int handled = 0;
            for (Future<Integer> copy : threads.invokeAll(work)) {
                handled += copy.get();
            }
            assertThat(handled).as("each workunit by one of them").isEqualTo(WORKUNITS);
        }

        assertThat(number("select count(*) from workunit where canonical_resultid > 0 and assimilate_state = 1"))
                .isEqualTo(WORKUNITS);
        assertThat(number("select count(*) from result where validate_state = 1"))
                .isEqualTo(2 * WORKUNITS);
        assertThat(number("select count(*) from credit_ledger")).isEqualTo(2 * WORKUNITS);
        double ledger = number("select sum(credit) from credit_ledger");
        assertThat(ledger).isPositive();
        assertThat(number("select sum(granted_credit) from result")).isCloseTo(ledger, within(1e-6));
        assertThat(number("select sum(total_credit) from user")).isCloseTo(ledger, within(1e-6));
        assertThat(number("select sum(total_credit) from host")).isCloseTo(ledger, within(1e-6));
        assertThat(number("select sum(total_credit) from team")).isCloseTo(ledger, within(1e-6));
        assertThat(number("""
                select max(abs(u.total_credit - (select sum(credit) from credit_ledger where user_id = u.id)))
                from user u
                """))
                .as("each user's balance is the sum of the ledger")
                .isLessThan(1e-6);
        assertThat(number("select sum(consecutive_valid) from host_app_version"))
                .isEqualTo(2 * WORKUNITS);
        assertThat(number("select sum(pfc_n) from app_version")).isEqualTo(2 * WORKUNITS);
        assertThat(number("select sum(pfc_n) from host_app_version")).isEqualTo(2 * WORKUNITS);
    }

    private static int runUntilNothingIsLeft(ValidationPass copy) throws Exception {
        int handled = 0;
        while (number("select count(*) from workunit where need_validate = 1") > 0) {
            handled += copy.run().handled();
        }
        return handled;
    }

    private static void prepare(Site site) {
        database.work().write(handle -> {
            long app = WorkFixture.app(handle, "demo");
            long version = WorkFixture.appVersion(handle, app, 1, 100, "");
            for (int i = 1; i <= TEAMS; i++) {
                WorkFixture.row(handle, "team", Map.of("name", "team" + i));
            }
            for (int i = 1; i <= USERS; i++) {
                WorkFixture.user(handle, "user" + i + "x");
            }
            handle.execute("update user set teamid = 1 + mod(id, ?)", TEAMS);
            for (int i = 1; i <= HOSTS; i++) {
                WorkFixture.host(handle, 1 + i % USERS, "host" + i);
            }
            List<String> names =
                    IntStream.range(0, WORKUNITS).mapToObj(i -> "w" + i).toList();
            WorkFixture.workunits(handle, app, names, Replication.quorumOfTwo(), site.now());
            handle.execute("update workunit set need_validate = 1");
            List<List<Object>> results = new ArrayList<>();
            for (int i = 0; i < 2 * WORKUNITS; i++) {
                String name = "w" + i / 2 + "_" + i % 2;
                site.upload(name, "output of " + i / 2);
                long host = 1 + i % HOSTS;
                results.add(List.of(
                        1 + i / 2,
                        app,
                        name,
                        5,
                        1,
                        host,
                        1 + host % USERS,
                        version,
                        Site.document(name).getBytes(UTF_8),
                        50 + i % 100,
                        Site.SPEED,
                        site.now() - 600,
                        site.now() - i % 500));
            }
            ManyRows.insert(
                    handle,
                    "result",
                    List.of(
                            "workunitid",
                            "appid",
                            "name",
                            "server_state",
                            "outcome",
                            "hostid",
                            "userid",
                            "app_version_id",
                            "xml_doc_in",
                            "elapsed_time",
                            "flops_estimate",
                            "sent_time",
                            "received_time"),
                    results);
        });
    }

    private static double number(String query) {
        return database.work()
                .read(handle -> handle.createQuery(query).mapTo(Double.class).one());
    }
}
