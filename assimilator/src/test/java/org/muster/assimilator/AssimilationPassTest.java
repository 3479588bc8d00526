package org.muster.assimilator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.Database;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.science.database.ScienceSchema;
import org.muster.science.spikes.SpikeFormat;

class AssimilationPassTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String TAKEN = "assimilate_state = 2 and transition_time = " + AssimilatorFixture.NOW;

    private static Database science;

    @TempDir
    Path temporary;

    private AssimilatorFixture fixture;

    @BeforeAll
    static void openScience() {
        science = DATABASE.fresh("science");
        ScienceSchema.migrate(science);
    }

    @BeforeEach
    void begin() throws IOException {
        DATABASE.empty();
        fixture = new AssimilatorFixture(DATABASE.work(), science, temporary);
    }

    @Test
    void canonical_results_go_into_the_science_database_and_the_transitioner_is_told() throws Exception {
        fixture.finished("w", 5);

        assertThat(fixture.pass(3).run()).isEqualTo(new PassOutcome(3, true));
        assertThat(fixture.pass(3).run()).isEqualTo(new PassOutcome(2, false));
        assertThat(fixture.pass(3).run()).isEqualTo(PassOutcome.IDLE);

        assertThat(fixture.count("workunit", TAKEN)).isEqualTo(5);
        assertThat(fixture.countScience("result", "name like 'w%\\_1' and spikes = 3"))
                .isEqualTo(5);
        assertThat(fixture.countScience("spike", "drift_rate = 0.5")).isEqualTo(5 * AssimilatorFixture.SPIKES);
        assertThat(fixture.countScience("workunit", "state = 'ANALYSED'")).isEqualTo(5);
    }

    @Test
    void an_assimilator_that_died_before_it_could_say_so_is_followed_by_one_that_records_nothing_twice()
            throws Exception {
        fixture.finished("w", 4);
        AssimilationHandler spikes = new SpikesHandler(fixture.science::get, () -> Instant.EPOCH);
        assertThatThrownBy(() -> fixture.pass(10, workunits -> {
                            spikes.take(workunits);
                            throw new IllegalStateException("killed");
                        })
                        .run())
                .hasMessage("killed");
        assertThat(fixture.count("workunit", "assimilate_state = 1")).isEqualTo(4);
        assertThat(fixture.countScience("result", "true")).isEqualTo(4);

        assertThat(fixture.pass(10).run().handled()).isEqualTo(4);

        assertThat(fixture.count("workunit", TAKEN)).isEqualTo(4);
        assertThat(fixture.countScience("spike", "true")).isEqualTo(4 * AssimilatorFixture.SPIKES);
    }

    @Test
    void a_workunit_that_was_given_up_is_noted_with_its_reason() throws Exception {
        fixture.finished("w", 2);
        fixture.work.write(handle ->
                handle.execute("update workunit set canonical_resultid = 0, error_mask = 2 where name = 'w1'"));

        assertThat(fixture.pass(10).run().handled()).isEqualTo(2);

        assertThat(fixture.count("workunit", TAKEN)).isEqualTo(2);
        assertThat(fixture.countScience("workunit", "state = 'FAILED' and message = 'too many error results'"))
                .isEqualTo(1);
    }

    @Test
    void a_workunit_whose_canonical_result_is_missing_gets_the_error_that_says_so() throws Exception {
        fixture.finished("w", 2);
        fixture.work.write(handle -> handle.execute("delete from result where name = 'w0_1'"));

        assertThat(fixture.pass(10).run().handled()).isEqualTo(2);

        assertThat(fixture.count("workunit", "name = 'w0' and error_mask = 32 and " + TAKEN))
                .isEqualTo(1);
        assertThat(fixture.count("workunit", "name = 'w1' and error_mask = 0 and " + TAKEN))
                .isEqualTo(1);
        assertThat(fixture.countScience("workunit", "state = 'FAILED' and message = 'no canonical result'"))
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_taken_is_set_aside_with_its_reason_and_stops_nobody() throws Exception {
        List<Long> ids = fixture.finished("w", 6);
        fixture.store("w0.out", "this is no spike list".getBytes(UTF_8));
        Files.delete(fixture.uploads.resolve("w1.out"));
        fixture.store("w2.out", SpikeFormat.bytes(AssimilatorFixture.spikes("another_workunit")));
        science.write(handle -> handle.execute("delete from workunit where name = 'w3'"));
        science.write(handle -> handle.execute("""
                insert into result (workunit_id, name, spikes, spikes_cut, best_power, best_frequency_hz, best_drift_rate,
                  best_transform_length, best_time, best_polarization, best_bin, recorded_at)
                select id, 'w4_1', 0, false, 1, 1, 1, 1, 1, 1, 1, 1 from workunit where name = 'w5'
                """));
        AssimilationPass pass = fixture.pass(3);

        assertThat(pass.run()).isEqualTo(new PassOutcome(0, true));
        assertThat(pass.run()).isEqualTo(new PassOutcome(1, true));
        assertThat(pass.run()).isEqualTo(PassOutcome.IDLE);

        assertThat(blocked().keySet()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 5));
        assertThat(blocked().get(ids.get(0))).contains("w0.out");
        assertThat(blocked().get(ids.get(1))).contains("w1.out").contains("missing");
        assertThat(blocked().get(ids.get(2))).contains("another_workunit");
        assertThat(blocked().get(ids.get(3))).contains("science database has no workunit");
        assertThat(blocked().get(ids.get(4))).contains("refuses");
        assertThat(fixture.count("workunit", "assimilate_state = 1")).isEqualTo(5);
    }

    @Test
    void what_was_set_aside_is_taken_after_an_operator_repaired_and_released_it() throws Exception {
        List<Long> ids = fixture.finished("w", 1);
        fixture.store("w0.out", new byte[0]);
        AssimilationPass pass = fixture.pass(3);
        pass.run();
        assertThat(blocked()).containsOnlyKeys(ids.getFirst());

        fixture.store("w0.out", SpikeFormat.bytes(AssimilatorFixture.spikes("w0")));
        assertThat(pass.run()).isEqualTo(PassOutcome.IDLE);
        fixture.work.write(handle -> BlockedWork.release(handle, "assimilator", ids.getFirst()));

        assertThat(pass.run().handled()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_gone_because_another_assimilator_was_faster_is_no_problem() throws Exception {
        List<Long> ids = fixture.finished("w", 1);
        PassOutcome outcome = fixture.pass(10, workunits -> {
                    fixture.work.write(handle -> handle.execute("update workunit set assimilate_state = 2"));
                    return Map.of(ids.getFirst(), "the output file is missing");
                })
                .run();

        assertThat(outcome.handled()).isZero();
        assertThat(blocked()).isEmpty();
    }

    @Test
    void a_science_database_that_is_away_holds_up_nothing_else_and_loses_nothing() throws Exception {
        fixture.finished("w", 3);
        long other = fixture.work.transact(handle -> WorkFixture.app(handle, "other"));
        fixture.finishedUnknown(other, List.of("o1", "o2"), "out");
        fixture.store("o1.out", "one".getBytes(UTF_8));
        fixture.store("o2.out", new byte[0]);
        AssimilationPass pass = fixture.pass(10);

        try (Database away =
                Database.open(new DatabaseConfig("jdbc:mysql://127.0.0.1:1/no", "no", "no", 1), "science")) {
            fixture.science.set(away);
            assertThatThrownBy(pass::run)
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("science");
        }
        assertThat(fixture.count("workunit", "appid = " + other + " and " + TAKEN))
                .isEqualTo(2);
        assertThat(fixture.count("workunit", "assimilate_state = 1")).isEqualTo(3);
        assertThat(blocked()).isEmpty();

        fixture.science.set(science);
        assertThat(pass.run().handled()).isEqualTo(3);
        assertThat(fixture.countScience("result", "true")).isEqualTo(3);
    }

    @Test
    void an_upload_area_that_is_away_does_not_look_like_results_without_files() throws Exception {
        fixture.finished("w", 2);
        Path away = temporary.resolve("away");
        Files.move(fixture.uploads.root(), away);
        AssimilationPass pass = fixture.pass(10);

        assertThatThrownBy(pass::run).isInstanceOf(IOException.class).hasMessageContaining("mounted");
        assertThat(blocked()).isEmpty();

        Files.move(away, fixture.uploads.root());
        assertThat(pass.run().handled()).isEqualTo(2);
    }

    @Test
    void two_assimilators_side_by_side_take_every_workunit_once() throws Exception {
        int workunits = 2000;
        fixture.finished("w", workunits);

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> both = List.of(
                    threads.submit(() -> untilNothingIsReady(fixture.pass(100))),
                    threads.submit(() -> untilNothingIsReady(fixture.pass(90))));
            int handled = both.get(0).get(60, TimeUnit.SECONDS) + both.get(1).get(60, TimeUnit.SECONDS);
            assertThat(handled).isEqualTo(workunits);
        }

        assertThat(fixture.count("workunit", TAKEN)).isEqualTo(workunits);
        assertThat(blocked()).isEmpty();
        assertThat(fixture.countScience("result", "true")).isEqualTo(workunits);
        assertThat(fixture.countScience("spike", "true")).isEqualTo(workunits * (long) AssimilatorFixture.SPIKES);
    }

    private int untilNothingIsReady(AssimilationPass pass) throws Exception {
        int handled = 0;
        int passes = 0;
        while (fixture.count("workunit", "assimilate_state = 1") > 0) {
            handled += pass.run().handled();
            assertThat(++passes).isLessThan(1000);
        }
        return handled;
    }

    private Map<Long, String> blocked() {
        return fixture.work.read(handle -> {
            Map<Long, String> reasons = new HashMap<>();
            handle.createQuery("select row_id, error from blocked_work where queue = 'assimilator'")
                    .map((row, context) -> Map.entry(row.getLong("row_id"), row.getString("error")))
                    .forEach(entry -> reasons.put(entry.getKey(), entry.getValue()));
            return reasons;
        });
    }
}
