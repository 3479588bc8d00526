package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.report.LostTask;
import org.muster.scheduler.report.TaskRow;
import org.muster.scheduler.report.TaskRows;
import org.muster.scheduler.rules.ApplicationPolicy;
import org.muster.scheduler.version.FittedVersion;

/**
 * Tasks that a computer was given and does not know of, as they go into its reply once more.
 *
 * @param again what is sent again
 * @param renewals what is written into their rows by result id; a deadline in the past for what is given up
 * @param due when their workunits become due, by workunit id
 * @param words what the volunteer is told
 */
public record LostWork(
        List<SentTask> again,
        SortedMap<Long, TaskRows.Renewal> renewals,
        SortedMap<Long, Long> due,
        List<String> words) {

    /** Nothing was lost. */
    public static final LostWork NONE = new LostWork(List.of(), new TreeMap<>(), new TreeMap<>(), List.of());

    /** Reads the documents of tasks that may be sent again, by result id. */
    public static Map<Long, Job> documents(Handle handle, Stock stock, Collection<TaskRow> lost, long now) {
        return lost.isEmpty()
                ? Map.of()
                : stock
                        .jobs()
                        .read(handle, lost.stream().map(TaskRow::id).sorted().toList(), now)
                        .stream()
                        .collect(Collectors.toMap(Job::resultId, Function.identity()));
    }

    /**
     * Decides.
     *
     * @param documents of these tasks, by result id
     */
    public static LostWork of(Map<Long, Job> documents, Stock stock, List<TaskRow> lost, WorkOrder order) {
        if (lost.isEmpty()) {
            return NONE;
        }
        LostWork work = new LostWork(new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        lost.forEach(task -> work.add(task, Optional.ofNullable(documents.get(task.id())), stock.policies(), order));
        return work;
    }

    private void add(TaskRow task, Optional<Job> job, Map<Long, ApplicationPolicy> policies, WorkOrder order) {
        Optional<FittedVersion> version = job.flatMap(found -> version(found, task, policies, order));
        double duration = version.map(
                        fitted -> order.ability().duration(job.orElseThrow().needs(), fitted.usage())
                                + order.request().demand(fitted.type()).queueDelay())
                .orElse(0.0);
        long now = order.times().now();
        long gracePeriod = order.times().gracePeriod();
        switch (LostTask.of(task, version.isPresent(), duration, gracePeriod, now)) {
            case LostTask.Resend resend -> {
                again.add(new SentTask(job.orElseThrow(), version.orElseThrow(), resend.deadline()));
                renewals.put(
                        task.id(),
                        new TaskRows.Renewal(
                                resend.deadline() + gracePeriod,
                                version.orElseThrow().version().id(),
                                version.orElseThrow().usage().peakFlops()));
                due.merge(task.workunitId(), resend.deadline() + gracePeriod, Math::min);
                words.add("Resent lost task " + task.name());
            }
            case LostTask.Expire ignored -> {
                renewals.put(task.id(), new TaskRows.Renewal(now - 1, task.appVersionId(), task.flops()));
                due.put(task.workunitId(), now);
                words.add("Didn't resend lost task " + task.name() + " (expired)");
            }
        }
    }

    /** The version that it was sent with, or another that fits if that one is not in use any more. */
    private static Optional<FittedVersion> version(
            Job job, TaskRow task, Map<Long, ApplicationPolicy> policies, WorkOrder order) {
        ApplicationPolicy policy =
                policies.getOrDefault(job.applicationId(), ApplicationPolicy.plain(job.applicationId()));
        return order.versions()
                .sentBefore(job, task.appVersionId())
                .or(() -> policy.sameVersion()
                        ? Optional.empty()
                        : order.versions().best(job, fitted -> true));
    }
}
