package org.muster.scheduler.work;

import java.util.ArrayList;
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
import org.muster.scheduler.version.FittedVersion;

/**
 * Tasks that a computer was given and does not know of, as they go into its reply once more.
 *
 * @param again what is sent again
 * @param deadlines new deadlines of the rows by result id, in the past for what is given up
 * @param due when their workunits become due, by workunit id
 * @param words what the volunteer is told
 */
public record LostWork(
        List<SentTask> again, SortedMap<Long, Long> deadlines, SortedMap<Long, Long> due, List<String> words) {

    /** Nothing was lost. */
    public static final LostWork NONE = new LostWork(List.of(), new TreeMap<>(), new TreeMap<>(), List.of());

    /** Reads the tasks' documents, if there are any, and decides. */
    public static LostWork of(Handle handle, Stock stock, List<TaskRow> lost, WorkOrder order) {
        if (lost.isEmpty()) {
            return NONE;
        }
        Map<Long, Job> jobs = stock
                .jobs()
                .read(handle, lost.stream().map(TaskRow::id).toList(), order.now())
                .stream()
                .collect(Collectors.toMap(Job::resultId, Function.identity()));
        LostWork work = new LostWork(new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        lost.forEach(task -> work.add(task, Optional.ofNullable(jobs.get(task.id())), order));
        return work;
    }

    private void add(TaskRow task, Optional<Job> job, WorkOrder order) {
        Optional<FittedVersion> version = job.flatMap(found -> order.versions().sentBefore(found, task.appVersionId()));
        double duration = version.map(
                        fitted -> order.ability().duration(job.orElseThrow().needs(), fitted.usage())
                                + order.request().demand(fitted.type()).queueDelay())
                .orElse(0.0);
        switch (LostTask.of(task, version.isPresent(), duration, order.gracePeriod(), order.now())) {
            case LostTask.Resend resend -> {
                again.add(new SentTask(job.orElseThrow(), version.orElseThrow(), resend.deadline()));
                deadlines.put(task.id(), resend.deadline() + order.gracePeriod());
                due.merge(task.workunitId(), resend.deadline() + order.gracePeriod(), Math::min);
                words.add("Resent lost task " + task.name());
            }
            case LostTask.Expire ignored -> {
                deadlines.put(task.id(), order.now() - 1);
                due.put(task.workunitId(), order.now());
                words.add("Didn't resend lost task " + task.name() + " (expired)");
            }
        }
    }
}
