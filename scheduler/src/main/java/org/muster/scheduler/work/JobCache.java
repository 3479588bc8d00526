package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Tasks held ready in memory, so that a request need not search the database. The feeder is the only one that adds and
 * removes; requests take slots, each slot only once in this process. A slot says nothing about the row: another process
 * may have given it out, which the conditional update of the assignment notices.
 *
 * <p>Its contents are replaced as a whole at every change, at a cost of some microseconds for each task, so requests walk
 * through them without a lock. Thread-safe.
 */
public final class JobCache {

    private final int capacity;
    private final RandomGenerator random;
    private final AtomicInteger free = new AtomicInteger();
    private volatile CacheContents contents = CacheContents.EMPTY;
    private volatile boolean databaseHasMore;
    private volatile Runnable whenLow = () -> {};

    /**
     * @param capacity most slots, 1 and up; work that is meant for somebody comes on top
     * @param random spreads requests of several schedulers over the cache; used under a lock of this object
     */
    public JobCache(int capacity, RandomGenerator random) {
        this.capacity = capacity;
        this.random = random;
    }

    /** What to do when less than half is left and the database has more. */
    public void whenLow(Runnable action) {
        whenLow = action;
    }

    /** How many tasks can be taken. */
    public int free() {
        return free.get();
    }

    /** What is there, for one request; calls the feeder when it is little. */
    CacheContents open() {
        if (databaseHasMore && free.get() < capacity / 2) {
            whenLow.run();
        }
        return contents;
    }

    /** A seed for what one request leaves to chance. */
    synchronized long seed() {
        return random.nextLong();
    }

    /** Most slots. */
    int capacity() {
        return capacity;
    }

    /** All slots, also those that are taken or gone, by priority and workunit. */
    List<JobSlot> all() {
        return contents.all();
    }

    /** What the feeder works on. */
    CacheContents contents() {
        return contents;
    }

    /** Adds tasks and forgets slots that were gone; the feeder calls it, one thread at a time. */
    void replace(List<Job> added, Set<JobSlot> forgotten, boolean more, long now) {
        List<JobSlot> next = contents.all().stream()
                .filter(slot -> !forgotten.contains(slot))
                .collect(Collectors.toCollection(ArrayList::new));
        added.forEach(job -> next.add(new JobSlot(job, free, now)));
        databaseHasMore = more;
        contents = contents.with(next);
    }
}
