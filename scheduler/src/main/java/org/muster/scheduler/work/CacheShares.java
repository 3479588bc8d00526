package org.muster.scheduler.work;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many places of the cache each application gets: in proportion to its weight, but not more than it has tasks; what
 * one cannot use goes to the others. So the flood of one application does not hide another's work. Pure.
 */
final class CacheShares {

    private CacheShares() {}

    /**
     * What an application could put into the cache.
     *
     * @param application its id
     * @param weight above 0
     * @param tasks how many it has, those in the cache included
     */
    record Supply(long application, double weight, int tasks) {}

    /** Places by application; their sum is the capacity, unless there are fewer tasks. */
    static Map<Long, Integer> divide(int capacity, Collection<Supply> supplies) {
        Map<Long, Integer> places = new HashMap<>();
        List<Supply> open =
                supplies.stream().filter(supply -> supply.tasks() > 0).toList();
        int left = capacity;
        while (left > 0 && !open.isEmpty()) {
            double weights = open.stream().mapToDouble(Supply::weight).sum();
            int before = left;
            for (Supply supply : open) {
                int share = (int) (before * supply.weight() / weights);
                int had = places.getOrDefault(supply.application(), 0);
                int more = Math.min(Math.min(Math.max(share, 1), supply.tasks() - had), left);
                places.merge(supply.application(), more, Integer::sum);
                left -= more;
            }
            open = open.stream()
                    .filter(supply -> places.getOrDefault(supply.application(), 0) < supply.tasks())
                    .toList();
        }
        return places;
    }
}
