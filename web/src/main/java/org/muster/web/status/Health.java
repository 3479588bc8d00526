package org.muster.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.web.counts.Since;
import org.muster.web.page.Spans;

/** What is wrong, the worst first: a pure function of the facts. */
final class Health {
    /** The transitioner is behind when something has been due for so long. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private Health() {}

    static List<Problem> problems(StatusFacts facts) {
        List<Problem> problems = new ArrayList<>();
        facts.work().failure().ifPresent(reason -> problems.add(databaseAway(facts)));
        for (DaemonVerdict daemon : facts.daemons()) {
            addDaemon(daemon, facts, problems);
        }
        if (facts.closed().scheduler()) {
            problems.add(Problem.of(
                    Tone.WARNING, "The operator has closed the scheduler (stop_sched), so no work goes out"));
        }
        if (facts.closed().upload()) {
            problems.add(Problem.of(
                    Tone.WARNING, "The operator has closed the uploads (stop_upload), so finished work waits"));
        }
        facts.queues().ifPresent(queues -> addQueues(queues, facts.now(), problems));
        facts.disks().forEach(disk -> addDisk(disk, facts, problems));
        addReplica(facts, problems);
        facts.blocked().ifPresent(blocked -> problems.add(blocked(blocked)));
        problems.sort(Comparator.comparing(Problem::tone).reversed());
        return List.copyOf(problems);
    }

    private static Problem databaseAway(StatusFacts facts) {
        return Problem.of(
                Tone.BAD,
                "The database has been out of reach",
                facts.work().value().isPresent() ? "what follows is the last that is known" : "",
                facts.work().failingSince());
    }

    private static void addDaemon(DaemonVerdict daemon, StatusFacts facts, List<Problem> problems) {
        String name = "The " + daemon.title();
        Tone tone = daemon.condition().tone();
        switch (daemon.condition()) {
            case RUNNING, STARTING, CLOSED, UNKNOWN -> {}
            case TROUBLED ->
                problems.add(Problem.of(tone, name + " has been in trouble", daemon.message(), daemon.since()));
            case STOPPED -> problems.add(Problem.of(Tone.WARNING, name + " has been stopped", "", daemon.since()));
            case SILENT ->
                problems.add(Problem.of(tone, name + " has not been running", reason(daemon, facts), daemon.since()));
            case NEVER_SEEN -> problems.add(Problem.of(tone, name + " has never been started"));
        }
    }

    private static String reason(DaemonVerdict daemon, StatusFacts facts) {
        return facts.incidents().stream()
                .filter(incident -> incident.keepsAway(daemon))
                .findFirst()
                .map(incident -> DaemonTable.shortened(incident.words()))
                .orElse("");
    }

    private static void addQueues(Queues queues, Instant now, List<Problem> problems) {
        if (queues.due() > 0 && queues.oldestDue().isBefore(now.minus(LATE))) {
            problems.add(Problem.of(
                    Tone.WARNING, "Workunits have been waiting for the transitioner", "", queues.oldestDue()));
        }
        if (queues.auditedAt().isBefore(now.minus(LATE))) {
            problems.add(Problem.of(Tone.NOTE, "The queues have not been counted anew", "", queues.auditedAt()));
        }
        if (queues.deletionsFailed() > 0) {
            problems.add(Problem.of(
                    Tone.WARNING, "Files of " + Spans.count(queues.deletionsFailed(), "task") + " cannot be deleted"));
        }
    }

    private static void addDisk(DiskLine disk, StatusFacts facts, List<Problem> problems) {
        String words = "The disk of the " + disk.title() + " has been too full";
        String full = "it is " + (int) disk.usedPercent() + " % full, so no new work is cut";
        Optional<Since> since = Optional.ofNullable(facts.since().get(Conditions.disk(disk, disk.level())));
        switch (disk.level()) {
            case NORMAL -> {}
            case HIGH -> problems.add(Problem.of(Tone.WARNING, words, full, since));
            case CRITICAL ->
                problems.add(Problem.of(Tone.BAD, words, full + " and uploads of optional files wait", since));
        }
    }

    private static void addReplica(StatusFacts facts, List<Problem> problems) {
        Map<String, Since> since = facts.since();
        switch (facts.replica()) {
            case ReplicaLag.None ignored -> {}
            case ReplicaLag.Away away ->
                problems.add(Problem.of(
                        Tone.WARNING,
                        "The database replica has been out of reach",
                        away.reason(),
                        Optional.ofNullable(since.get(Conditions.REPLICA_AWAY))));
            case ReplicaLag.Behind behind -> {
                if (Conditions.isFar(behind)) {
                    problems.add(Problem.of(
                            Tone.WARNING,
                            "The database replica has been far behind",
                            "",
                            Optional.ofNullable(since.get(Conditions.REPLICA_BEHIND))));
                }
            }
        }
    }

    private static Problem blocked(BlockedRows blocked) {
        String words = blocked.total() == 1
                ? "1 piece of work has been set aside"
                : Spans.count(blocked.total(), "piece") + " of work have been set aside, the oldest";
        return Problem.of(Tone.WARNING, words, "", blocked.oldest());
    }
}
