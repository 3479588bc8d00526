package org.muster.web.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The counts of all queues, kept from round to round by whoever holds the lease. Not thread-safe. */
final class QueueCounts {
    private final Map<IndexRange, KeptCount> kept = new HashMap<>();

    /** Counts anew what there is time for; gives the queues that have been counted from end to end. */
    List<StatusTables.Count> round(Handle handle, long now, KeptCount.Budget budget) {
        List<Long> apps = handle.createQuery("select id from app order by id")
                .mapTo(Long.class)
                .list();
        List<StatusTables.Count> counts = new ArrayList<>();
        Set<IndexRange> present = new HashSet<>();
        for (WorkQueue queue : WorkQueue.values()) {
            List<Long> parts = queue.split() == WorkQueue.Split.NONE ? List.of(0L) : apps;
            for (long app : parts) {
                List<IndexRange> ranges = ranges(handle, queue, app);
                present.addAll(ranges);
                count(handle, queue, app, ranges, now, budget).ifPresent(counts::add);
            }
        }
        kept.keySet().retainAll(present);
        return counts;
    }

    /** Every piece of every queue is counted anew in the next rounds. */
    void forget() {
        kept.clear();
    }

    private Optional<StatusTables.Count> count(
            Handle handle, WorkQueue queue, long app, List<IndexRange> ranges, long now, KeptCount.Budget budget) {
        List<KeptCount> counts = ranges.stream()
                .map(range -> kept.computeIfAbsent(range, KeptCount::new))
                .toList();
        counts.forEach(count -> count.refresh(handle, now, budget));
        if (!counts.stream().allMatch(KeptCount::complete)) {
            return Optional.empty();
        }
        return Optional.of(new StatusTables.Count(
                queue.key(),
                app,
                counts.stream().mapToLong(KeptCount::amount).sum(),
                counts.stream()
                        .mapToLong(KeptCount::oldest)
                        .filter(since -> since > 0)
                        .min()
                        .orElse(0),
                counts.stream().mapToLong(count -> count.auditedAt(now)).min().orElse(now)));
    }

    /** The priorities that there are, from the highest: one look into the index for each. */
    private static List<IndexRange> ranges(Handle handle, WorkQueue queue, long app) {
        if (queue.split() != WorkQueue.Split.BY_APP_AND_PRIORITY) {
            return List.of(new IndexRange(queue, app, 0));
        }
        List<IndexRange> ranges = new ArrayList<>();
        long below = Long.MAX_VALUE;
        while (true) {
            Optional<Long> priority = handle.createQuery("select priority from " + queue.table()
                            + " where appid = :app and " + queue.condition()
                            + " and priority < :below order by priority desc limit 1")
                    .bind("app", app)
                    .bind("below", below)
                    .mapTo(Long.class)
                    .findOne();
            if (priority.isEmpty()) {
                return ranges;
            }
            below = priority.get();
            ranges.add(new IndexRange(queue, app, below));
        }
    }
}
