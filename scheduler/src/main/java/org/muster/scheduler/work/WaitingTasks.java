package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Shard;

/**
 * The tasks of each application that could come into the cache next. First looks at the beginning of an application's
 * tasks, so that urgent ones are seen at once. When all of these are in the cache or rest, it goes on from where it
 * stopped the last time, so that a crowd of tasks that nobody can have does not hide those behind it. Used by one thread.
 */
final class WaitingTasks {

    /** Seconds that tasks stay out of the cache that nobody could have. */
    static final long REST_SECONDS = 600;

    /** Most tasks that are remembered as resting; older ones may come back earlier. */
    private static final int MOST_RESTING = 200_000;

    private final Shard shard;
    private final Map<Long, Long> resting = new LinkedHashMap<>();
    private final Map<Long, UnsentRows.Place> stopped = new HashMap<>();

    WaitingTasks(Shard shard) {
        this.shard = shard;
    }

    /** Keeps tasks out for a while. */
    void rest(List<Long> results, long now) {
        results.forEach(id -> resting.put(id, now + REST_SECONDS));
        while (resting.size() > MOST_RESTING) {
            resting.remove(resting.keySet().iterator().next());
        }
    }

    /** How many tasks rest. */
    int resting() {
        return resting.size();
    }

    /** Lets those come back that have rested long enough. */
    void wake(long now) {
        resting.values().removeIf(until -> until <= now);
    }

    /**
     * What is next of one application.
     *
     * @param held results in the cache
     * @param wanted how many
     */
    List<Long> next(Handle handle, long application, Set<Long> held, int wanted) {
        int page = 2 * wanted;
        List<UnsentRows.Place> first = UnsentRows.next(handle, shard, application, UnsentRows.Place.BEGINNING, page);
        List<Long> found = new ArrayList<>(fresh(first, held));
        if (found.size() < wanted && first.size() == page) {
            UnsentRows.Place from = stopped.getOrDefault(application, first.getLast());
            List<UnsentRows.Place> second = UnsentRows.next(handle, shard, application, from, page);
            fresh(second, held).stream().filter(id -> !found.contains(id)).forEach(found::add);
            if (second.size() == page) {
                stopped.put(application, second.getLast());
            } else {
                stopped.remove(application);
            }
        }
        return found;
    }

    private List<Long> fresh(List<UnsentRows.Place> places, Set<Long> held) {
        return places.stream()
                .map(UnsentRows.Place::resultId)
                .filter(id -> !held.contains(id) && !resting.containsKey(id))
                .toList();
    }
}
