package org.muster.scheduler.turn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.scheduler.identity.Arrival;
import org.muster.scheduler.report.TaskPlan;
import org.muster.scheduler.report.TaskRow;
import org.muster.scheduler.report.TaskRows;
import org.muster.scheduler.request.ReportedResult;
import org.muster.scheduler.request.SchedulerRequest;

/**
 * Reads the rows of all tasks that callers speak of, or should speak of, and makes a plan for each caller. A caller who
 * speaks of a task that an earlier one changes gets none: what becomes of it can only be told when that is done.
 */
final class TaskPlans {

    private final Map<String, TaskRow> byName = new HashMap<>();
    private final Map<Long, List<TaskRow>> inProgress = new HashMap<>();
    private final Set<Long> mentioned = new HashSet<>();
    private final Set<Long> changed = new HashSet<>();

    private TaskPlans() {}

    /** What becomes of a caller's tasks. */
    record Planned(Caller caller, TaskPlan plan) {}

    /** The plans of callers, in their order, without those who have to wait and what comes after them of their accounts. */
    static List<Planned> read(Handle handle, List<Caller> callers, long now) {
        TaskPlans plans = new TaskPlans();
        plans.readRows(handle, callers);
        List<Planned> planned = new ArrayList<>();
        Set<Long> waiting = new HashSet<>();
        for (Caller caller : callers) {
            TaskPlan plan = plans.plan(caller, now);
            long account = caller.asker().account().id();
            if (!waiting.contains(account) && plans.free(plan)) {
                planned.add(new Planned(caller, plan));
            } else {
                requireKnown(caller);
                waiting.add(account);
            }
        }
        return planned;
    }

    /** A computer whose row was just made must not wait: the row would be found again, and it would not be new. */
    private static void requireKnown(Caller caller) {
        if (caller.asker().arrival() == Arrival.CREATED) {
            throw new ChangedMeanwhileException("a new computer speaks of tasks that another one changes");
        }
    }

    private void readRows(Handle handle, List<Caller> callers) {
        List<Long> hosts = callers.stream()
                .filter(caller -> caller.asker().arrival() != Arrival.CREATED)
                .map(Caller::host)
                .toList();
        for (TaskRow task : TaskRows.inProgress(handle, hosts)) {
            byName.put(task.name(), task);
            if (!task.holder().equals(TaskRow.Holder.UNREADABLE)) {
                inProgress
                        .computeIfAbsent(task.holder().hostId(), host -> new ArrayList<>())
                        .add(task);
            }
        }
        Set<String> missing = new LinkedHashSet<>();
        callers.forEach(caller -> missing.addAll(names(caller.request().tasks())));
        missing.removeAll(byName.keySet());
        TaskRows.named(handle, missing).forEach(task -> byName.put(task.name(), task));
    }

    private static Collection<String> names(SchedulerRequest.Tasks tasks) {
        return Stream.concat(
                        tasks.reported().stream().map(ReportedResult::name),
                        tasks.othersListed() ? tasks.otherNames().stream() : Stream.empty())
                .distinct()
                .toList();
    }

    private TaskPlan plan(Caller caller, long now) {
        SchedulerRequest.Tasks tasks = caller.request().tasks();
        List<TaskRow> named =
                names(tasks).stream().map(byName::get).filter(Objects::nonNull).toList();
        return TaskPlan.of(caller.asker(), tasks, named, inProgress.getOrDefault(caller.host(), List.of()), now);
    }

    /** Whether nothing that is decided here depends on another plan, in either direction. */
    private boolean free(TaskPlan plan) {
        boolean free =
                Collections.disjoint(changed, plan.mentioned()) && Collections.disjoint(mentioned, plan.changed());
        if (free) {
            mentioned.addAll(plan.mentioned());
            changed.addAll(plan.changed());
        }
        return free;
    }
}
