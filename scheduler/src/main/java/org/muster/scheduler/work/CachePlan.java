package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be put into the cache and what is to leave it, decided from what is there and what waits. Pure.
 *
 * @param added results to be read, each application's in its order
 * @param removed slots that leave to make room for others of their application, or for another application
 * @param aged slots that leave because no computer that asks at present can have them; they come back later
 */
record CachePlan(List<Long> added, Set<JobSlot> removed, Set<JobSlot> aged) {

    /**
     * An application's part.
     *
     * @param application its id
     * @param weight its share compared with others
     * @param held its slots that are present or taken, by priority and workunit
     * @param unwanted those of them that nobody who asks can have, the longest there first
     * @param waiting its results that are not in the cache, in their order
     */
    record Part(long application, double weight, List<JobSlot> held, List<JobSlot> unwanted, List<Long> waiting) {}

    static CachePlan of(int capacity, List<Part> parts) {
        Map<Long, Integer> places = new HashMap<>(CacheShares.divide(
                capacity,
                parts.stream()
                        .map(part -> new CacheShares.Supply(
                                part.application(),
                                part.weight(),
                                part.held().size() + part.waiting().size()))
                        .toList()));
        CachePlan plan = new CachePlan(new ArrayList<>(), new HashSet<>(), new HashSet<>());
        for (Part part : parts) {
            plan.plan(part, places.getOrDefault(part.application(), 0));
        }
        return plan;
    }

    private void plan(Part part, int places) {
        int tooMany = Math.max(0, part.held().size() - places);
        int free = Math.max(0, places - part.held().size());
        int exchanged = Math.max(tooMany, part.waiting().size() - free);
        aged.addAll(part.unwanted()
                .subList(0, Math.clamp(exchanged, 0, part.unwanted().size())));
        List<JobSlot> staying =
                part.held().stream().filter(slot -> !aged.contains(slot)).toList();
        int keep = Math.min(staying.size(), places);
        removed.addAll(staying.subList(keep, staying.size()));
        added.addAll(
                part.waiting().subList(0, Math.min(places - keep, part.waiting().size())));
    }
}
