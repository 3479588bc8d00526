package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Tasks held ready in memory, so that a request need not search the database. The feeder is the only one that adds and
 * removes; requests take slots, each slot only once in this process. A slot says nothing about the row: another process
 * may have given it out, which the conditional update of the assignment notices.
 *
 * <p>The list is replaced as a whole at every change, so requests walk through it without a lock. Thread-safe.
 */
public final class JobCache {

    private static final Comparator<Job> ORDER = Comparator.comparingInt(Job::priority)
            .reversed()
            .thenComparingLong(Job::workunitId)
            .thenComparingLong(Job::resultId);

    private final int capacity;
    private final RandomGenerator random;
    private volatile List<JobSlot> slots = List.of();
    private volatile boolean databaseHasMore;
    private volatile Runnable whenLow = () -> {};

    /**
     * @param capacity most slots, 1 and up
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

    /**
     * All tasks that were free a moment ago, in the order in which a request should look at them: by priority and
     * workunit, but beginning at a random place among those of the highest priority, so that schedulers whose caches
     * hold the same tasks do not all reach for the same ones.
     */
    public List<JobSlot> inOrder() {
        List<JobSlot> present = slots.stream().filter(JobSlot::isPresent).toList();
        if (databaseHasMore && present.size() < capacity / 2) {
            whenLow.run();
        }
        if (present.isEmpty()) {
            return present;
        }
        int top = present.getFirst().job().priority();
        int end = 0;
        while (end < present.size() && present.get(end).job().priority() == top) {
            end++;
        }
        int start = below(end);
        List<JobSlot> order = new ArrayList<>(present.size());
        order.addAll(present.subList(start, end));
        order.addAll(present.subList(0, start));
        order.addAll(present.subList(end, present.size()));
        return order;
    }

    private synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    /** Most slots. */
    int capacity() {
        return capacity;
    }

    /** All slots, also those that are taken or gone. */
    List<JobSlot> all() {
        return slots;
    }

    /** Adds tasks and forgets slots that were gone; the feeder calls it, one thread at a time. */
    void replace(List<Job> added, Set<JobSlot> forgotten, boolean more, long now) {
        List<JobSlot> next = slots.stream()
                .filter(slot -> !forgotten.contains(slot))
                .collect(Collectors.toCollection(ArrayList::new));
        added.forEach(job -> next.add(new JobSlot(job, now)));
        next.sort(Comparator.comparing(JobSlot::job, ORDER));
        databaseHasMore = more;
        slots = List.copyOf(next);
    }
}
