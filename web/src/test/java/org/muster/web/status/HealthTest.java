package org.muster.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.muster.common.files.DiskLevel;
import org.muster.web.cache.Snapshot;
import org.muster.web.counts.Since;
import org.muster.web.counts.WorkQueue;

final class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Queues CALM = queues(Map.of());
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
                queues(Map.of(WorkQueue.OUTPUTS_STUCK, 2L, WorkQueue.DUE, 7L), NOW.minusSeconds(1200)),
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
        assertThat(Health.problems(facts(queues(Map.of(WorkQueue.DUE, 700L), NOW.minusSeconds(500)), NOTHING_BLOCKED)))
                .isEmpty();
    }

    @Test
    void a_database_that_is_away_is_the_first_thing_said() {
        Snapshot<WorkStatus> away = new Snapshot<>(
                Optional.of(known(CALM, NOTHING_BLOCKED)),
                NOW.minusSeconds(90),
                Optional.of("connection refused"),
                NOW.minusSeconds(60));
        StatusFacts facts = new StatusFacts(
                NOW,
                List.of(line(DaemonCondition.UNKNOWN, "")),
                away,
                new StatusFacts.Closed(false, false),
                Map.of(),
                List.of(),
                new ReplicaLag.None(),
                Map.of());

        assertThat(Health.problems(facts))
                .containsExactly(Problem.of(
                        Tone.BAD,
                        "The database has been out of reach",
                        "what follows is the last that is known",
                        NOW.minusSeconds(60)));
    }

    @Test
    void a_disk_above_a_watermark_is_said_with_what_waits_for_it_and_since_when() {
        DiskLine high = disk("uploads", 96.4, DiskLevel.HIGH);
        DiskLine critical = disk("downloads", 98.2, DiskLevel.CRITICAL);
        DiskLine away = new DiskLine("more", Path.of("/d"), false, 0, 0, DiskLevel.NORMAL);
        StatusFacts facts = places(
                List.of(high, critical, away),
                new ReplicaLag.None(),
                new Since("disk.downloads.critical", NOW.minusSeconds(180), true),
                new Since("disk.downloads.high", NOW.minusSeconds(900), false),
                new Since("disk.uploads.high", NOW.minusSeconds(600), false));

        assertThat(StatusHeadline.banner(facts).html().replaceAll("<[^>]*>", ""))
                .containsSubsequence(
                        "The disk of the downloads has been too full for at least 3 minutes"
                                + " (since 21 Nov 2026, 11:57:00 UTC or earlier):"
                                + " it is 98 % full, so no new work is cut and uploads of optional files wait.",
                        "The disk of the uploads has been too full for 10 minutes (since 21 Nov 2026, 11:50:00 UTC):"
                                + " it is 96 % full, so no new work is cut.");
        assertThat(Health.problems(facts)).extracting(Problem::tone).containsExactly(Tone.BAD, Tone.WARNING);
    }

    @Test
    void a_replica_far_behind_or_away_is_said_and_since_when() {
        Since behind = new Since(Conditions.REPLICA_BEHIND, NOW.minusSeconds(7200), false);
        Since away = new Since(Conditions.REPLICA_AWAY, NOW.minusSeconds(60), false);

        assertThat(Health.problems(places(List.of(), new ReplicaLag.Behind(3600), behind)))
                .containsExactly(Problem.of(
                        Tone.WARNING, "The database replica has been far behind", "", NOW.minusSeconds(7200)));
        assertThat(Health.problems(places(List.of(), new ReplicaLag.Away("refused"), away)))
                .containsExactly(Problem.of(
                        Tone.WARNING, "The database replica has been out of reach", "refused", NOW.minusSeconds(60)));
        assertThat(Health.problems(places(List.of(), new ReplicaLag.Behind(30))))
                .isEmpty();
    }

    @Test
    void why_a_daemon_is_away_stands_beside_since_when() {
        StatusFacts calm = facts(CALM, NOTHING_BLOCKED, line(DaemonCondition.SILENT, ""));
        ProcessEvent killed =
                new ProcessEvent(1, "h1", "validator", "ended", "ended by itself: signal 9", NOW.minusSeconds(600));
        WorkStatus known = new WorkStatus(
                List.of(),
                Optional.of(CALM),
                List.of(),
                NOTHING_BLOCKED,
                Optional.empty(),
                List.of(),
                Incident.of(List.of(killed)),
                Map.of(),
                List.of());
        StatusFacts facts = new StatusFacts(
                NOW,
                calm.daemons(),
                new Snapshot<>(Optional.of(known), NOW, Optional.empty(), Instant.EPOCH),
                calm.closed(),
                Map.of(),
                List.of(),
                new ReplicaLag.None(),
                Map.of());

        assertThat(StatusHeadline.line(facts).html().replaceAll("<[^>]*>", ""))
                .isEqualTo("The validator has not been running for 10 minutes (since 21 Nov 2026, 11:50:00 UTC):"
                        + " It was killed (signal 9).");
    }

    @Test
    void counts_that_nobody_renews_are_not_passed_off_as_new() {
        Queues old = new Queues(Map.of(), NOW.minusSeconds(3600));

        assertThat(Health.problems(facts(old, NOTHING_BLOCKED)))
                .containsExactly(
                        Problem.of(Tone.NOTE, "The queues have not been counted anew", "", NOW.minusSeconds(3600)));
    }

    @Test
    void the_operators_trigger_files_are_mentioned() {
        StatusFacts calm = facts(CALM, NOTHING_BLOCKED);
        StatusFacts facts = new StatusFacts(
                NOW,
                calm.daemons(),
                calm.work(),
                new StatusFacts.Closed(true, true),
                Map.of(),
                List.of(),
                new ReplicaLag.None(),
                Map.of());

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
                new Snapshot<>(Optional.of(known(queues, blocked)), NOW, Optional.empty(), Instant.EPOCH),
                new StatusFacts.Closed(false, false),
                Map.of(),
                List.of(),
                new ReplicaLag.None(),
                Map.of());
    }

    private static StatusFacts places(List<DiskLine> disks, ReplicaLag replica, Since... since) {
        StatusFacts calm = facts(CALM, NOTHING_BLOCKED);
        Map<String, Since> named = Arrays.stream(since).collect(Collectors.toMap(Since::name, Function.identity()));
        return new StatusFacts(NOW, calm.daemons(), calm.work(), calm.closed(), Map.of(), disks, replica, named);
    }

    private static DiskLine disk(String title, double usedPercent, DiskLevel level) {
        return new DiskLine(title, Path.of("/" + title), true, usedPercent, 1, level);
    }

    private static Queues queues(Map<WorkQueue, Long> amounts) {
        return queues(amounts, NOW);
    }

    private static Queues queues(Map<WorkQueue, Long> amounts, Instant oldest) {
        Map<WorkQueue, QueueFigure> figures = new EnumMap<>(WorkQueue.class);
        amounts.forEach((queue, amount) -> figures.put(queue, new QueueFigure(amount, oldest)));
        return new Queues(figures, NOW);
    }

    private static WorkStatus known(Queues queues, BlockedRows blocked) {
        return new WorkStatus(
                List.of(),
                Optional.of(queues),
                List.of(),
                blocked,
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    private static DaemonVerdict line(DaemonCondition condition, String message) {
        return new DaemonVerdict("validator", "h1", "1/0", condition, NOW.minusSeconds(600), message, 12);
    }
}
