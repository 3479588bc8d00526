package org.muster.scheduler.work;

import java.util.List;

/**
 * The work of one reply.
 *
 * @param tasks what was given out
 * @param words why there is not more, for the volunteer
 * @param nothingAtAll whether there was nothing to choose from
 */
public record FetchedWork(List<SentTask> tasks, List<String> words, boolean nothingAtAll) {

    /** No work, and no reason. */
    public static final FetchedWork NONE = new FetchedWork(List.of(), List.of(), false);

    public FetchedWork {
        tasks = List.copyOf(tasks);
        words = List.copyOf(words);
    }
}
