package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.muster.scheduler.rules.Claimant;

/**
 * The tasks of the cache as requests look for them: by application and shape, by whom they are meant for, by input file.
 * Made anew at every change, so that requests walk through it without a lock. Immutable; the slots change.
 */
final class CacheContents {

    private static final Comparator<JobSlot> ORDER = Comparator.comparing(
            JobSlot::job,
            Comparator.comparingInt(Job::priority)
                    .reversed()
                    .thenComparingLong(Job::workunitId)
                    .thenComparingLong(Job::resultId));

    /** Nothing; needs the order above. */
    static final CacheContents EMPTY = new CacheContents(List.of(), Map.of());

    private final List<JobSlot> all;
    private final Map<JobShape, AtomicInteger> refusals = new HashMap<>();
    private final Map<Long, List<Shelf>> byApplication = new LinkedHashMap<>();
    private final Map<Destination, List<JobSlot>> targeted = new HashMap<>();
    private final Map<String, List<JobSlot>> byFile = new HashMap<>();

    private CacheContents(List<JobSlot> slots, Map<JobShape, AtomicInteger> before) {
        all = slots.stream().sorted(ORDER).toList();
        Map<JobShape, List<JobSlot>> byShape = new LinkedHashMap<>();
        for (JobSlot slot : all) {
            Job.Placement placement = slot.job().placement();
            if (placement.destination().isPresent()) {
                add(targeted, placement.destination().get(), slot);
            } else {
                add(byShape, JobShape.of(slot.job()), slot);
                placement.inputFiles().forEach(file -> add(byFile, file, slot));
            }
        }
        byShape.forEach((shape, members) -> {
            AtomicInteger counter = before.getOrDefault(shape, new AtomicInteger());
            refusals.put(shape, counter);
            byApplication
                    .computeIfAbsent(shape.application(), id -> new ArrayList<>())
                    .add(new Shelf(shape, members, counter));
        });
    }

    private static <K> void add(Map<K, List<JobSlot>> index, K key, JobSlot slot) {
        index.computeIfAbsent(key, ignored -> new ArrayList<>()).add(slot);
    }

    /** The same shapes with other tasks. */
    CacheContents with(List<JobSlot> slots) {
        return new CacheContents(slots, refusals);
    }

    /** All slots by priority and workunit, also those that are taken or gone. */
    List<JobSlot> all() {
        return all;
    }

    /** What an application has, the highest priority first. */
    Map<Long, List<Shelf>> byApplication() {
        return byApplication;
    }

    /** Tasks that are meant for a claimant. */
    List<JobSlot> meantFor(Claimant claimant) {
        return Stream.of(
                        new Destination(Destination.Type.EVERYBODY, 0, true),
                        new Destination(Destination.Type.HOST, claimant.host(), true),
                        new Destination(Destination.Type.USER, claimant.user(), true),
                        new Destination(Destination.Type.TEAM, claimant.team(), true))
                .flatMap(target -> Stream.of(target, new Destination(target.type(), target.id(), false)))
                .flatMap(target -> targeted.getOrDefault(target, List.of()).stream())
                .toList();
    }

    /** Tasks that have a file among their input. */
    List<JobSlot> with(String file) {
        return byFile.getOrDefault(file, List.of());
    }
}
