package org.muster.filedeleter.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which workunits were read, as runs of consecutive ids, so that only what lies between them is asked for: new workunits,
 * and those that come to light late. Used by one thread.
 */
final class ReadWorkunits {

    /** The longest runs that a query leaves out; the ids of others are read again, which is harmless. */
    private static final int MOST_LEFT_OUT = 30;

    private record Run(long first, long last, long newest) {
        long size() {
            return last - first + 1;
        }

        boolean continues(Run before) {
            return before.last + 1 == first;
        }
    }

    private final TreeMap<Long, Run> runs = new TreeMap<>();

    boolean contains(long id) {
        Map.Entry<Long, Run> run = runs.floorEntry(id);
        return run != null && run.getValue().last() >= id;
    }

    /** Adds workunits that were read, none of them for the second time, by ascending id. */
    void add(Collection<WorkunitInputs> workunits) {
        Run growing = null;
        for (WorkunitInputs workunit : workunits) {
            Run one = new Run(workunit.id(), workunit.id(), workunit.createTime());
            growing = growing != null && one.continues(growing)
                    ? new Run(growing.first(), one.last(), Math.max(growing.newest(), one.newest()))
                    : one;
            runs.put(growing.first(), growing);
        }
    }

    /** Forgets ids up to a position. */
    void forgetUpTo(long position) {
        runs.values().removeIf(run -> run.last() <= position);
    }

    /**
     * The last id before the first run that holds a workunit created at that moment or later.
     *
     * @return the position if there is no such id behind it
     */
    long settled(long position, long before) {
        return runs.values().stream()
                .takeWhile(run -> run.newest() < before)
                .mapToLong(Run::last)
                .reduce(position, Math::max);
    }

    /** How many ids behind the position, though read, are met again by {@link #others}. */
    int repeated(long position) {
        long all = runs.values().stream()
                .filter(run -> run.last() > position)
                .mapToLong(Run::size)
                .sum();
        return Math.toIntExact(
                all - leftOut(position).stream().mapToLong(Run::size).sum());
    }

    /** A condition for ids behind the position that were not read. */
    String others(long position) {
        List<String> between = new ArrayList<>();
        long last = position;
        for (Run run : leftOut(position)) {
            between.add("(id > " + last + " and id < " + run.first() + ")");
            last = Math.max(last, run.last());
        }
        between.add("id > " + last);
        return between.stream().collect(Collectors.joining(" or ", "(", ")"));
    }

    private List<Run> leftOut(long position) {
        List<Run> joined = new ArrayList<>();
        for (Run run : runs.values()) {
            if (run.last() > position) {
                if (!joined.isEmpty() && run.continues(joined.getLast())) {
                    Run before = joined.removeLast();
                    joined.add(new Run(before.first(), run.last(), run.newest()));
                } else {
                    joined.add(run);
                }
            }
        }
        return joined.stream()
                .sorted(Comparator.comparingLong(Run::size).reversed())
                .limit(MOST_LEFT_OUT)
                .sorted(Comparator.comparingLong(Run::first))
                .toList();
    }
}
