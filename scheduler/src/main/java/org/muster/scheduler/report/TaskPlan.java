package org.muster.scheduler.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.scheduler.identity.Arrival;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.request.ReportedResult;
import org.muster.scheduler.request.SchedulerRequest;

/**
 * What becomes of all tasks that one request speaks of, or should speak of. Made of what was read, without a clock or
 * SQL; {@link #write} then puts it into the rows.
 */
public final class TaskPlan {

    private final Asker asker;
    private final long now;
    private final List<AcceptedReport> accepted = new ArrayList<>();
    private final List<TaskRow> abandoned = new ArrayList<>();
    private final List<TaskRow> lost = new ArrayList<>();
    private final List<String> aborts = new ArrayList<>();
    private final List<String> abortsIfNotStarted = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final List<TaskRow> held = new ArrayList<>();
    private final Set<Long> mentioned = new HashSet<>();
    private boolean replyLost;

    private TaskPlan(Asker asker, long now) {
        this.asker = asker;
        this.now = now;
    }

    /**
     * Makes the plan.
     *
     * @param asker who sent the request
     * @param tasks what it says of tasks
     * @param named rows of the tasks it names
     * @param inProgress rows of what was given to the computer and not brought back
     * @param now Unix seconds
     */
    public static TaskPlan of(
            Asker asker,
            SchedulerRequest.Tasks tasks,
            Collection<TaskRow> named,
            Collection<TaskRow> inProgress,
            long now) {
        TaskPlan plan = new TaskPlan(asker, now);
        Map<String, TaskRow> rows =
                named.stream().collect(Collectors.toMap(TaskRow::name, Function.identity(), (one, same) -> one));
        named.forEach(task -> plan.mentioned.add(task.id()));
        inProgress.forEach(task -> plan.mentioned.add(task.id()));
        tasks.reported().forEach(result -> plan.report(result, Optional.ofNullable(rows.get(result.name()))));
        if (tasks.othersListed()) {
            tasks.otherNames().forEach(name -> plan.other(name, Optional.ofNullable(rows.get(name))));
        }
        plan.unmentioned(tasks, inProgress);
        return plan;
    }

    private void report(ReportedResult result, Optional<TaskRow> row) {
        acknowledged.add(result.name());
        ReportDecision decision =
                ReportDecision.of(row, asker.host().id(), asker.account().id());
        replyLost |= decision == ReportDecision.REPEATED_SUCCESS;
        if (decision.accepted()) {
            TaskRow task = row.orElseThrow();
            int processors = asker.facts().processor().count();
            accepted.add(new AcceptedReport(
                    task,
                    result,
                    PlausibleRuntime.of(result.runtime(), task.times().sent(), now, processors),
                    new AcceptedReport.Sender(
                            asker.host().id(), asker.account().team().id())));
        }
    }

    private void other(String name, Optional<TaskRow> row) {
        AbortDecision decision =
                AbortDecision.of(row, asker.host().id(), asker.account().id());
        if (decision.always()) {
            aborts.add(name);
        } else if (decision.ifNotStarted()) {
            abortsIfNotStarted.add(name);
        }
        row.ifPresent(held::add);
    }

    private void unmentioned(SchedulerRequest.Tasks tasks, Collection<TaskRow> inProgress) {
        Set<String> mentioned = tasks.reported().stream()
                .map(ReportedResult::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        mentioned.addAll(tasks.otherNames());
        List<TaskRow> rest = inProgress.stream()
                .filter(task -> !mentioned.contains(task.name()))
                .toList();
        if (asker.arrival() == Arrival.STARTED_AFRESH) {
            abandoned.addAll(rest);
        } else if (tasks.othersListed() && !tasks.truncated()) {
            lost.addAll(rest);
        } else if (!tasks.othersListed()) {
            held.addAll(rest);
        }
    }

    /** Names to acknowledge: every one that was reported. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Tasks that the client must stop. */
    public List<String> aborts() {
        return List.copyOf(aborts);
    }

    /** Tasks that the client must stop if they have not begun. */
    public List<String> abortsIfNotStarted() {
        return List.copyOf(abortsIfNotStarted);
    }

    /** Tasks that were given to the computer and of which its client does not know. */
    public List<TaskRow> lost() {
        return List.copyOf(lost);
    }

    /** Whether a report came again that had been taken: so the reply was lost, and the tasks that were in it. */
    public boolean replyLost() {
        return replyLost;
    }

    /** The tasks that the computer keeps, as far as they are ours. */
    public List<TaskRow> held() {
        return List.copyOf(held);
    }

    /** What the accepted tasks say of the computer with the versions that they ran with. */
    public List<VersionStanding.Deed> deeds() {
        return accepted.stream()
                .map(report -> new VersionStanding.Deed(
                        HostAppVersion.Key.of(
                                asker.host().id(),
                                report.task().appVersionId(),
                                report.task().appId()),
                        VersionStanding.Ending.of(report.result())))
                .toList();
    }

    /** When the workunits of these tasks become due: at once. */
    public SortedMap<Long, Long> due() {
        SortedMap<Long, Long> due = new TreeMap<>();
        accepted.forEach(report -> due.put(report.task().workunitId(), now));
        abandoned.forEach(task -> due.put(task.workunitId(), now));
        return due;
    }

    /** Results whose rows decided something. */
    public Set<Long> mentioned() {
        return Set.copyOf(mentioned);
    }

    /** Results whose rows will change. */
    public Set<Long> changed() {
        return Stream.of(accepted.stream().map(AcceptedReport::task), abandoned.stream(), lost.stream())
                .flatMap(tasks -> tasks)
                .map(TaskRow::id)
                .collect(Collectors.toSet());
    }

    /**
     * Writes the reports, and the tasks that are lost for good, of several plans. Their workunits must be locked, by
     * {@link TaskRows#moveTransitions} with {@link #due}.
     *
     * @throws ChangedMeanwhileException when a row is no longer as it was read
     */
    public static void write(Handle handle, Collection<TaskPlan> plans, long now) {
        List<AcceptedReport> reports = plans.stream()
                .flatMap(plan -> plan.accepted.stream())
                .sorted(Comparator.comparingLong(report -> report.task().id()))
                .toList();
        TaskRows.accept(handle, reports, now);
        TaskRows.abandon(
                handle, plans.stream().flatMap(plan -> plan.abandoned.stream()).toList(), now);
    }
}
