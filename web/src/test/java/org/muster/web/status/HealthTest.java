package org.muster.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.web.cache.Snapshot;

final class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Queues CALM = new Queues(5, 3, 0, 0, 0, 0, 0, 0, 0, Instant.EPOCH);
    private static final BlockedRows NOTHING_BLOCKED = new BlockedRows(0, Instant.EPOCH, List.of());

    @Test
    void when_nothing_is_wrong_the_headline_says_so() {
        StatusFacts facts = facts(CALM, NOTHING_BLOCKED, line(DaemonCondition.RUNNING, ""));

        assertThat(Health.problems(facts)).isEmpty();
        assertThat(StatusHeadline.line(facts).html())
                .isEqualTo("Everything works. 1 daemon running, nothing is stuck.");
    }

    @Test
    void the_headline_is_the_worst_and_says_since_when() {
        StatusFacts facts = facts(
                new Queues(0, 0, 9, 0, 0, 0, 2, 0, 7, NOW.minusSeconds(1200)),
                new BlockedRows(3, NOW.minusSeconds(300), List.of()),
                line(DaemonCondition.TROUBLED, "disk <full>"),
                line(DaemonCondition.SILENT, ""));

        assertThat(Health.problems(facts))
                .extracting(Problem::words)
                .containsExactly(
                        "The validator has not been running",
                        "The validator has been in trouble",
                        "Workunits have been waiting for the transitioner",
                        "Files of 2 tasks cannot be deleted",
                        "3 pieces of work have been set aside, the oldest");
        assertThat(StatusHeadline.line(facts).html())
                .startsWith("The validator has not been running for <time")
                .endsWith("(since 21 Nov 2026, 11:50:00 UTC).");
        assertThat(StatusHeadline.banner(facts).html())
                .contains("class=\"banner bad\"")
                .contains("(since 21 Nov 2026, 11:50:00 UTC): disk &lt;full&gt;.");
    }

    @Test
    void work_that_was_due_a_moment_ago_is_no_problem() {
        assertThat(Health.problems(
                        facts(new Queues(0, 0, 9, 0, 0, 0, 0, 0, 700, NOW.minusSeconds(500)), NOTHING_BLOCKED)))
                .isEmpty();
    }

    @Test
    void a_database_that_is_away_is_the_first_thing_said() {
        Snapshot<WorkStatus> away = new Snapshot<>(
                Optional.of(new WorkStatus(List.of(), CALM, List.of(), NOTHING_BLOCKED)),
                NOW.minusSeconds(90),
                Optional.of("connection refused"),
                NOW.minusSeconds(60));
        StatusFacts facts = new StatusFacts(
                NOW, List.of(line(DaemonCondition.UNKNOWN, "")), away, nobody(), new StatusFacts.Closed(false, false));

        assertThat(Health.problems(facts))
                .containsExactly(Problem.of(
                        Tone.BAD,
                        "The database has been out of reach",
                        "what follows is the last that is known",
                        NOW.minusSeconds(60)));
    }

    @Test
    void the_operators_trigger_files_are_mentioned() {
        StatusFacts calm = facts(CALM, NOTHING_BLOCKED);
        StatusFacts facts = new StatusFacts(
                NOW, calm.daemons(), calm.work(), calm.population(), new StatusFacts.Closed(true, true));

        assertThat(Health.problems(facts))
                .extracting(Problem::words)
                .containsExactly(
                        "The operator has closed the scheduler (stop_sched), so no work goes out",
                        "The operator has closed the uploads (stop_upload), so finished work waits");
    }

    private static StatusFacts facts(Queues queues, BlockedRows blocked, DaemonVerdict... lines) {
        return new StatusFacts(
                NOW,
                List.of(lines),
                new Snapshot<>(
                        Optional.of(new WorkStatus(List.of(), queues, List.of(), blocked)),
                        NOW,
                        Optional.empty(),
                        Instant.EPOCH),
                nobody(),
                new StatusFacts.Closed(false, false));
    }

    private static Snapshot<Population> nobody() {
        Population.Group none = new Population.Group(0, 0, 0);
        return new Snapshot<>(
                Optional.of(new Population(none, none, 0, 0, Map.of())), NOW, Optional.empty(), Instant.EPOCH);
    }

    private static DaemonVerdict line(DaemonCondition condition, String message) {
        return new DaemonVerdict("validator", "h1", "1/0", condition, NOW.minusSeconds(600), message, 12);
    }
}
