package org.muster.web.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.common.store.Database;
import org.muster.web.TriggerFiles;
import org.muster.web.cache.Cached;
import org.muster.web.cache.Snapshot;
import org.muster.web.page.Spans;

/** Knows how the project is, without asking the database more often than every few seconds. Thread-safe. */
public final class StatusDesk {
    private static final Duration WORK_FRESH = Duration.ofSeconds(5);
    private static final Duration POPULATION_FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final TriggerFiles triggers;
    private final Cached<WorkStatus> work;
    private final Cached<Population> population;
    private final TroubleWatch troubles = new TroubleWatch();

    /** Reads the work database when somebody looks. */
    public StatusDesk(Database database, InstantSource clock, TriggerFiles triggers) {
        this.clock = clock;
        this.triggers = triggers;
        this.work = new Cached<>(
                "the state of the work",
                () -> database.read(handle -> WorkStatusQuery.read(handle, clock.instant())),
                WORK_FRESH,
                PATIENCE,
                clock);
        this.population = new Cached<>(
                "the numbers of volunteers",
                () -> database.read(handle -> PopulationQuery.read(handle, clock.instant())),
                POPULATION_FRESH,
                PATIENCE,
                clock);
    }

    /** Everything that can be known now; waits for the database for a moment at most. */
    StatusFacts facts() {
        Snapshot<WorkStatus> known = work.get();
        Snapshot<Population> people = population.get();
        Instant now = clock.instant();
        StatusFacts.Closed closed = new StatusFacts.Closed(triggers.schedulerStopped(), triggers.uploadStopped());
        return new StatusFacts(now, daemons(known, closed, now), known, people, closed);
    }

    /** The same in short. */
    public StatusSummary summary() {
        StatusFacts facts = facts();
        List<Problem> problems = Health.problems(facts);
        Tone tone = problems.isEmpty() ? Tone.GOOD : problems.getFirst().tone();
        List<StatusSummary.Figure> figures = new ArrayList<>();
        facts.population().value().ifPresent(people -> {
            figures.add(new StatusSummary.Figure(Spans.number(people.users().withCredit()), "volunteers"));
            figures.add(new StatusSummary.Figure(Spans.number(people.hosts().withCredit()), "computers"));
        });
        facts.queues().ifPresent(queues -> {
            figures.add(new StatusSummary.Figure(Spans.number(queues.inProgress()), "tasks being computed"));
            figures.add(new StatusSummary.Figure(Spans.number(queues.readyToSend()), "tasks waiting"));
        });
        facts.population()
                .value()
                .ifPresent(people -> figures.add(new StatusSummary.Figure(Spans.number(people.gigaflops()), "GFLOPS")));
        return new StatusSummary(StatusHeadline.line(facts), tone.styleClass(), figures);
    }

    private List<DaemonVerdict> daemons(Snapshot<WorkStatus> known, StatusFacts.Closed closed, Instant now) {
        if (known.value().isEmpty()) {
            return List.of();
        }
        Optional<Instant> lastRead = known.failure().map(ignored -> known.takenAt());
        List<DaemonVerdict> lines = DaemonBoard.lines(known.value().get().heartbeats(), lastRead, now);
        return troubles.dated(lines, now).stream()
                .map(line -> isClosed(line, closed) ? line.as(DaemonCondition.CLOSED) : line)
                .toList();
    }

    private static boolean isClosed(DaemonVerdict line, StatusFacts.Closed closed) {
        return line.condition().isAlive()
                && ((closed.scheduler() && line.daemon().equals(DaemonBoard.SCHEDULER))
                        || (closed.upload() && line.daemon().equals(DaemonBoard.UPLOAD)));
    }
}
