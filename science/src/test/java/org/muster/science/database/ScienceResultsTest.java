package org.muster.science.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.science.spikes.SpikeList;

class ScienceResultsTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    private static Database science;
    private static ScienceResults results;
    private static Findings findings;

    @BeforeAll
    static void migrate() {
        science = database.fresh("science");
        ScienceSchema.migrate(science);
        ScienceSchema.migrate(science);
        results = new ScienceResults(science);
        findings = new Findings(science);
    }

    @Test
    void what_is_recorded_is_read_back_the_same() {
        ScienceFixture.workunits(science, "same", 4);
        List<CanonicalResult> all = List.of(
                ScienceFixture.result("same", 0, 5),
                ScienceFixture.result("same", 1, 0),
                ScienceFixture.result("same", 3, 2));

        assertThat(results.record(all, 77).values())
                .containsOnly(RecordOutcome.RECORDED)
                .hasSize(3);

        assertThat(findings.of("same"))
                .containsExactlyElementsOf(
                        all.stream().map(CanonicalResult::spikes).toList());
        assertThat(findings.workunits("same")).isEqualTo(Map.of(WorkunitState.ANALYSED, 3, WorkunitState.ISSUED, 1));
    }

    @Test
    void a_second_call_changes_nothing() {
        ScienceFixture.workunits(science, "twice", 2);
        results.record(List.of(ScienceFixture.result("twice", 0, 3)), 77);
        List<SpikeList> before = findings.of("twice");

        Map<String, RecordOutcome> outcomes =
                results.record(List.of(ScienceFixture.result("twice", 0, 9), ScienceFixture.result("twice", 1, 1)), 78);

        assertThat(outcomes)
                .isEqualTo(
                        Map.of("twice.s0.t0", RecordOutcome.ALREADY_RECORDED, "twice.s0.t1", RecordOutcome.RECORDED));
        assertThat(findings.of("twice")).hasSize(2).containsAll(before);
    }

    @Test
    void a_workunit_that_the_science_database_never_saw_is_named_and_does_not_hold_up_the_others() {
        ScienceFixture.workunits(science, "stranger", 1);

        assertThat(results.record(
                        List.of(ScienceFixture.result("nobody", 0, 3), ScienceFixture.result("stranger", 0, 3)), 77))
                .isEqualTo(Map.of(
                        "nobody.s0.t0", RecordOutcome.UNKNOWN_WORKUNIT, "stranger.s0.t0", RecordOutcome.RECORDED));
        assertThat(results.record(List.of(ScienceFixture.result("nobody", 0, 3)), 77))
                .containsValue(RecordOutcome.UNKNOWN_WORKUNIT);
        assertThat(results.record(List.of(), 77)).isEmpty();
    }

    @Test
    void recorders_side_by_side_record_each_workunit_once() throws Exception {
        int workunits = 60;
        ScienceFixture.workunits(science, "race", workunits);
        List<Callable<Long>> recorders = new ArrayList<>();
        for (int recorder = 0; recorder < 4; recorder++) {
            int start = recorder * 7;
            recorders.add(() -> {
                long recorded = 0;
                for (int batch = 0; batch < workunits; batch += 10) {
                    int first = batch;
                    List<CanonicalResult> some = IntStream.range(0, 10)
                            .mapToObj(i -> ScienceFixture.result("race", (start + first + i) % workunits, 4))
                            .toList();
                    recorded += results.record(some, 77).values().stream()
                            .filter(outcome -> outcome == RecordOutcome.RECORDED)
                            .count();
                }
                return recorded;
            });
        }
        long recorded = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Long> done : threads.invokeAll(recorders, 60, TimeUnit.SECONDS)) {
                recorded += done.get();
            }
        }

        assertThat(recorded).isEqualTo(workunits);
        assertThat(findings.of("race"))
                .hasSize(workunits)
                .allSatisfy(list -> assertThat(list.spikes()).hasSize(4));
    }

    @Test
    void a_failure_is_noted_unless_there_is_a_result() {
        ScienceFixture.workunits(science, "failed", 2);
        results.record(List.of(ScienceFixture.result("failed", 0, 1)), 77);

        results.fail("failed.s0.t0", "too many errors", 78);
        results.fail("failed.s0.t1", "too many errors: " + "x".repeat(3000), 78);
        results.fail("nobody.s0.t0", "too many errors", 78);

        assertThat(findings.workunits("failed")).isEqualTo(Map.of(WorkunitState.ANALYSED, 1, WorkunitState.FAILED, 1));
        assertThat(science.<Long>read(
                        handle -> WorkFixture.count(handle, "workunit", "message like 'too many errors: xxx%...'")))
                .isEqualTo(1);
    }

    @Test
    void a_result_that_comes_after_all_makes_a_failure_good() {
        ScienceFixture.workunits(science, "late", 1);
        results.fail("late.s0.t0", "too many errors", 78);

        results.record(List.of(ScienceFixture.result("late", 0, 1)), 79);

        assertThat(findings.workunits("late")).isEqualTo(Map.of(WorkunitState.ANALYSED, 1));
    }

    @Test
    void two_results_of_one_workunit_in_one_call_are_a_mistake_of_the_caller() {
        CanonicalResult result = ScienceFixture.result("mistake", 0, 1);

        assertThatThrownBy(() -> results.record(List.of(result, result), 77))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mistake.s0.t0");
    }
}
