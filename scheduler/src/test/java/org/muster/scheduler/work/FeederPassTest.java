package org.muster.scheduler.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.daemon.Shard;
import org.muster.common.model.ServerState;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class FeederPassTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int CAPACITY = 10;
    private static final long START = 1_000_000;

    private final AtomicLong now = new AtomicLong(START);
    private Database database;
    private long app;

    @BeforeEach
    void an_application() {
        DATABASE.empty();
        database = DATABASE.work();
        database.write(handle -> app = WorkFixture.app(handle, "spike_search"));
    }

    @Test
    void the_cache_is_filled_by_priority_and_then_by_workunit() {
        work("low", 3, 1, 0);
        work("high", 3, 1, 5);
        Stock stock = fed(Shard.ALL);
        assertThat(names(stock))
                .containsExactlyInAnyOrder("high0_0", "high1_0", "high2_0", "low0_0", "low1_0", "low2_0");
        assertThat(names(stock).subList(0, 3)).containsExactlyInAnyOrder("high0_0", "high1_0", "high2_0");
        assertThat(names(stock).subList(3, 6)).containsExactly("low0_0", "low1_0", "low2_0");
    }

    @Test
    void a_full_cache_is_left_alone_and_an_emptied_one_gets_the_next_tasks() {
        work("piece", 30, 1, 0);
        Stock stock = new Stock(new JobCache(CAPACITY, new Random(1)), delivery());
        FeederPass feeder = feeder(stock, Shard.ALL);
        assertThat(feeder.run().handled()).isEqualTo(CAPACITY);
        assertThat(feeder.run().handled()).isZero();
        List<JobSlot> slots = present(stock);
        slots.subList(0, 4).forEach(FeederPassTest::spend);
        assertThat(feeder.run().handled()).isEqualTo(4);
        assertThat(stock.cache().all()).hasSize(CAPACITY);
        assertThat(names(stock))
                .doesNotHaveDuplicates()
                .doesNotContain(slots.getFirst().job().resultName());
    }

    @Test
    void a_taken_slot_is_neither_offered_nor_filled_a_second_time() {
        work("piece", 3, 1, 0);
        Stock stock = new Stock(new JobCache(CAPACITY, new Random(1)), delivery());
        FeederPass feeder = feeder(stock, Shard.ALL);
        feeder.run();
        JobSlot slot = present(stock).getFirst();
        assertThat(slot.take()).isTrue();
        assertThat(slot.take()).isFalse();
        feeder.run();
        assertThat(names(stock)).hasSize(2).doesNotContain(slot.job().resultName());
        slot.giveBack();
        assertThat(names(stock)).hasSize(3);
    }

    @Test
    void slots_of_tasks_that_are_gone_age_out() {
        work("piece", 3, 1, 0);
        Stock stock = new Stock(new JobCache(CAPACITY, new Random(1)), delivery());
        FeederPass feeder = feeder(stock, Shard.ALL);
        feeder.run();
        database.write(handle -> handle.execute("update result set server_state = 4 where name = 'piece1_0'"));
        feeder.run();
        assertThat(names(stock)).as("not looked at again so soon").contains("piece1_0");
        now.addAndGet(10);
        feeder.run();
        assertThat(names(stock)).containsExactlyInAnyOrder("piece0_0", "piece2_0");
    }

    @Test
    void only_what_may_be_given_out_is_cached() {
        work("piece", 1, 1, 0);
        work("failed", 1, 1, 0);
        work("targeted", 1, 1, 0);
        work("sent", 1, 1, 0);
        database.write(handle -> {
            handle.execute("update workunit set error_mask = 16 where name = 'failed0'");
            handle.execute("update workunit set transitioner_flags = 2 where name = 'targeted0'");
            handle.execute("update result set server_state = 4 where name = 'sent0_0'");
            long old = WorkFixture.row(handle, "app", Map.of("name", "old", "deprecated", 1));
            long workunit = WorkFixture.workunit(handle, old, "olds", Replication.single(), START);
            result(handle, workunit, old, "olds_0", 0);
        });
        assertThat(names(fed(Shard.ALL))).containsExactly("piece0_0");
    }

    @Test
    void a_task_that_cannot_be_sent_is_set_aside_with_its_error_and_does_not_stop_the_others() {
        work("piece", 2, 1, 0);
        database.write(handle -> handle.execute("update result set xml_doc_in = '<result>' where name = 'piece0_0'"));
        Stock stock = new Stock(new JobCache(CAPACITY, new Random(1)), delivery());
        FeederPass feeder = feeder(stock, Shard.ALL);
        feeder.run();
        feeder.run();
        assertThat(names(stock)).containsExactly("piece1_0");
        assertThat(database.<Long>read(handle -> WorkFixture.count(
                        handle,
                        "blocked_work",
                        "queue = 'scheduler' and attempts = 1 and error like 'the document cannot be read%'")))
                .isEqualTo(1);
    }

    @Test
    void the_flood_of_one_application_does_not_hide_another_s_work() {
        work("flood", 30, 1, 5);
        long other = database.transact(handle -> WorkFixture.app(handle, "other"));
        database.write(handle -> {
            long workunit = WorkFixture.workunit(handle, other, "rare", Replication.single(), START);
            result(handle, workunit, other, "rare_0", 0);
        });
        assertThat(names(fed(Shard.ALL))).hasSize(CAPACITY).contains("rare_0");
    }

    @Test
    void tasks_that_nobody_can_have_age_out_come_back_and_hide_nobody() {
        work("large", 10, 1, 5);
        work("small", 10, 1, 0);
        Stock stock = new Stock(new JobCache(CAPACITY, new Random(1)), delivery());
        FeederPass feeder = feeder(stock, Shard.ALL);
        feeder.run();
        assertThat(names(stock)).allMatch(name -> name.startsWith("large"));

        stock.cache()
                .contents()
                .byApplication()
                .get(app)
                .forEach(shelf -> shelf.refusals().set(50));
        feeder.run();
        assertThat(names(stock)).as("not so soon").allMatch(name -> name.startsWith("large"));
        now.addAndGet(60);
        feeder.run();
        assertThat(names(stock)).hasSize(CAPACITY).allMatch(name -> name.startsWith("small"));

        now.addAndGet(WaitingTasks.REST_SECONDS);
        present(stock).subList(0, 5).forEach(FeederPassTest::spend);
        feeder.run();
        assertThat(names(stock)).filteredOn(name -> name.startsWith("large")).hasSize(5);
    }

    @Test
    void shards_share_the_tasks() {
        work("piece", 6, 1, 0);
        List<String> even = names(fed(new Shard(2, 0)));
        List<String> odd = names(fed(new Shard(2, 1)));
        assertThat(even).hasSize(3).doesNotContainAnyElementsOf(odd);
        assertThat(odd).hasSize(3);
    }

    @Test
    void a_cache_that_runs_low_calls_the_feeder_while_the_database_has_more() {
        work("piece", 30, 1, 0);
        Stock stock = fed(Shard.ALL);
        AtomicInteger calls = new AtomicInteger();
        stock.cache().whenLow(calls::incrementAndGet);
        present(stock).subList(0, 5).forEach(FeederPassTest::spend);
        stock.cache().open();
        assertThat(calls).hasValue(0);
        present(stock).subList(0, 1).forEach(FeederPassTest::spend);
        stock.cache().open();
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_version_that_cannot_be_sent_is_left_out_of_the_catalogue() {
        database.write(handle -> {
            long platform = WorkFixture.platform(handle, "linux");
            WorkFixture.appVersion(handle, app, platform, 100, "<file_info>");
            WorkFixture.appVersion(handle, app, platform, 99, "<app_version></app_version>");
        });
        Stock stock = fed(Shard.ALL);
        assertThat(stock.ready()).isTrue();
        assertThat(stock.catalogue().version(1)).isEmpty();
        assertThat(stock.catalogue().version(2)).isPresent();
    }

    private static void spend(JobSlot slot) {
        slot.take();
        slot.gone();
    }

    private Stock fed(Shard shard) {
        Stock stock = new Stock(new JobCache(CAPACITY, new Random(1)), delivery());
        feeder(stock, shard).run();
        return stock;
    }

    private FeederPass feeder(Stock stock, Shard shard) {
        return new FeederPass(database, () -> Instant.ofEpochSecond(now.get()), shard, stock);
    }

    private static DocumentDelivery delivery() {
        ProjectConfig project =
                new ProjectConfig("p", "P", Path.of("p"), URI.create("http://127.0.0.1/p/"), null, null, null);
        FilesConfig files = new FilesConfig(Path.of("d"), Path.of("u"), null, Path.of("t"), Path.of("a"));
        return new DocumentDelivery(new FileAddresses(project, files));
    }

    private static List<JobSlot> present(Stock stock) {
        return stock.cache().all().stream().filter(JobSlot::isPresent).toList();
    }

    private static List<String> names(Stock stock) {
        return present(stock).stream().map(slot -> slot.job().resultName()).toList();
    }

    private void work(String name, int workunits, int results, int priority) {
        database.write(handle -> IntStream.range(0, workunits).forEach(number -> {
            long workunit = WorkFixture.workunit(handle, app, name + number, Replication.quorumOfTwo(), START);
            IntStream.range(0, results)
                    .forEach(copy -> result(handle, workunit, app, name + number + "_" + copy, priority));
        }));
    }

    private static void result(Handle handle, long workunit, long app, String name, int priority) {
        WorkFixture.result(
                handle,
                workunit,
                app,
                name,
                ServerState.UNSENT.code(),
                Map.of("xml_doc_in", "<result></result>".getBytes(UTF_8), "priority", priority));
    }
}
