package org.muster.scheduler.work;

import java.util.List;
import java.util.Map;
import org.muster.scheduler.rules.Reason;

/**
 * The work of one reply.
 *
 * @param tasks what was given out
 * @param words why there is not more, for the volunteer
 * @param nothingAtAll whether there was nothing to choose from
 * @param refusals how often each rule refused a task
 */
public record FetchedWork(
        List<SentTask> tasks, List<String> words, boolean nothingAtAll, Map<Reason, Integer> refusals) {

    /** No work, and no reason. */
    public static final FetchedWork NONE = new FetchedWork(List.of(), List.of(), false, Map.of());

    public FetchedWork {
        tasks = List.copyOf(tasks);
        words = List.copyOf(words);
        refusals = Map.copyOf(refusals);
    }

    /** Whether the computer got nothing because it had its share of today. */
    public boolean overQuota() {
        return tasks.isEmpty() && refusals.containsKey(Reason.DAILY_LIMIT);
    }
}
