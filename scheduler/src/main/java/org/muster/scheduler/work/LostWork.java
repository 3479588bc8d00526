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
        lost.forEach(task -> work.add(task, Optional.ofNullable(jobs.get(task.id())), stock.catalogue(), order));
        return work;
    }

    private void add(TaskRow task, Optional<Job> job, Catalogue catalogue, WorkOrder order) {
        Optional<ApplicationVersion> version = catalogue
                .version(task.appVersionId())
                .filter(sentWith -> order.client().platforms().contains(sentWith.platform()));
        boolean runnable = job.isPresent() && version.isPresent();
        double duration =
                job.map(found -> order.ability().duration(found.needs())).orElse(0.0)
                        + order.request().queueDelay();
        switch (LostTask.of(task, runnable, duration, order.gracePeriod(), order.now())) {
            case LostTask.Resend resend -> {
                again.add(new SentTask(
                        job.orElseThrow(),
                        version.orElseThrow(),
                        resend.deadline(),
                        order.ability().flops()));
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
