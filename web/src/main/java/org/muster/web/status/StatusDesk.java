package org.muster.web.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.web.TriggerFiles;
import org.muster.web.cache.Cached;
import org.muster.web.cache.Snapshot;
import org.muster.web.counts.Since;
import org.muster.web.counts.StatusTables;
import org.muster.web.counts.Surroundings;
import org.muster.web.counts.WorkQueue;
import org.muster.web.page.Spans;

/** Knows how the project is, without asking the database more often than every few seconds. Thread-safe. */
public final class StatusDesk implements Surroundings, AutoCloseable {
    private static final Duration WORK_FRESH = Duration.ofSeconds(2);
    private static final Duration HISTORY_FRESH = Duration.ofMinutes(1);
    private static final Duration DISKS_FRESH = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** All that is read here is small, so only a machine that is very busy rests longer. */
    private static final int REST_FACTOR = 2;

    private static final Duration SHOWN_HISTORY = Duration.ofDays(1);
    private static final long HISTORY_STEP_SECONDS = 600;
    private static final int REPLICA_CONNECTIONS = 2;

    private final InstantSource clock;
    private final TriggerFiles triggers;
    private final Optional<Database> replica;
    private final Cached<WorkStatus> work;
    private final Cached<Map<String, History>> history;
    private final Cached<List<DiskLine>> disks;
    private final Cached<ReplicaLag> lag;
    private final TroubleWatch troubles = new TroubleWatch();
    private final SinceWatch lasting = new SinceWatch();

    /** Reads the work database when somebody looks. */
    public StatusDesk(MusterConfig config, Database database, InstantSource clock, TriggerFiles triggers) {
        this.clock = clock;
        this.triggers = triggers;
        this.replica = config.database()
                .replica()
                .map(copy -> Database.open(copy.withMaxConnections(REPLICA_CONNECTIONS), "replica"));
        this.work = cached(
                "the state of the work",
                WORK_FRESH,
                () -> database.read(handle -> WorkStatusQuery.read(handle, clock.instant())));
        this.history = cached(
                "the last day",
                HISTORY_FRESH,
                () -> History.of(database.read(handle -> StatusTables.samples(
                        handle, clock.instant().minus(SHOWN_HISTORY).getEpochSecond(), HISTORY_STEP_SECONDS))));
        DiskBoard board = new DiskBoard(config.files());
        this.disks = cached("the disks", DISKS_FRESH, board::look);
        this.lag = cached(
                "the replica",
                DISKS_FRESH,
                () -> replica.map(copy -> ReplicaLag.of(
                                database.read(StatusTables::roundAt),
                                copy.read(StatusTables::roundAt),
                                clock.instant().getEpochSecond()))
                        .orElse(new ReplicaLag.None()));
    }

    private <T> Cached<T> cached(String name, Duration fresh, Supplier<T> fetch) {
        return new Cached<>(name, fetch, fresh, PATIENCE, clock, REST_FACTOR);
    }

    /** Everything that can be known now; waits for the database for a moment at most. */
    StatusFacts facts() {
        Snapshot<WorkStatus> known = work.get();
        ReplicaLag copy = replica();
        List<DiskLine> seen = disks.get().value().orElse(List.of());
        Instant now = clock.instant();
        StatusFacts.Closed closed = new StatusFacts.Closed(triggers.schedulerStopped(), triggers.uploadStopped());
        return new StatusFacts(
                now,
                daemons(known, closed, now),
                known,
                closed,
                history.get().value().orElse(Map.of()),
                seen,
                copy,
                since(
                        seen,
                        copy,
                        now,
                        known.value().map(WorkStatus::writtenDown).orElse(List.of())));
    }

    private ReplicaLag replica() {
        Snapshot<ReplicaLag> known = lag.get();
        return known.failure()
                .<ReplicaLag>map(ReplicaLag.Away::new)
                .or(known::value)
                .orElse(new ReplicaLag.None());
    }

    private Map<String, Since> since(List<DiskLine> seen, ReplicaLag copy, Instant now, List<Since> writtenDown) {
        return lasting.dated(Conditions.of(seen, copy, now), writtenDown);
    }

    @Override
    public List<Since> lasting(List<Since> writtenDown) {
        List<DiskLine> seen = disks.get().value().orElse(List.of());
        return since(seen, replica(), clock.instant(), writtenDown).values().stream()
                .sorted(Comparator.comparing(Since::name))
                .toList();
    }

    /** What the charts show besides counts: how full disks are, how far the replica is behind. */
    @Override
    public Map<String, Double> measured() {
        Map<String, Double> values = new HashMap<>();
        disks.get().value().orElse(List.of()).stream()
                .filter(DiskLine::seen)
                .forEach(disk -> values.put(disk.key(), disk.usedPercent()));
        if (lag.get().value().orElse(null) instanceof ReplicaLag.Behind behind) {
            values.put("replica", (double) behind.seconds());
        }
        return values;
    }

    /** Rows of a queue; not a number while it has not been counted. */
    double rows(WorkQueue queue) {
        return queues().map(queues -> (double) queues.figure(queue).amount()).orElse(Double.NaN);
    }

    /** How long the longest-waiting row of a queue waits; 0 when none does. */
    double oldestSeconds(WorkQueue queue) {
        return queues().map(queues -> queues.figure(queue).oldest())
                .filter(since -> since.isAfter(Instant.EPOCH))
                .map(since -> (double)
                        Math.max(0, Duration.between(since, clock.instant()).toSeconds()))
                .orElse(0.0);
    }

    private Optional<Queues> queues() {
        return work.get().value().flatMap(WorkStatus::queues);
    }

    /** The same in short. */
    public StatusSummary summary() {
        StatusFacts facts = facts();
        List<Problem> problems = Health.problems(facts);
        Tone tone = problems.isEmpty() ? Tone.GOOD : problems.getFirst().tone();
        List<StatusSummary.Figure> figures = new ArrayList<>();
        facts.population().ifPresent(people -> {
            figures.add(new StatusSummary.Figure(Spans.number(people.users().withCredit()), "volunteers"));
            figures.add(new StatusSummary.Figure(Spans.number(people.hosts().withCredit()), "computers"));
        });
        facts.queues().ifPresent(queues -> {
            figures.add(new StatusSummary.Figure(Spans.number(queues.inProgress()), "tasks being computed"));
            figures.add(new StatusSummary.Figure(Spans.number(queues.readyToSend()), "tasks waiting"));
        });
        facts.population()
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

    @Override
    public void close() {
        replica.ifPresent(Database::close);
    }
}
