package org.muster.scheduler.rules;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.resource.ProcessorType;

/**
 * How many tasks a computer has, by application and by what they run on, and how many are new in a reply. Grows while
 * the reply is filled. Not thread-safe.
 */
public final class TaskCounts {

    private final Map<Long, Map<ProcessorType, Integer>> held = new HashMap<>();
    private final Map<HostAppVersion.Key, Integer> given = new HashMap<>();
    private int inReply;

    /** Counts a task that the computer had before. */
    public void hold(long application, ProcessorType type) {
        count(application, type, 1);
    }

    /** Counts a task of this reply. */
    public void give(long application, ProcessorType type, HostAppVersion.Key version) {
        count(application, type, 1);
        given.merge(version, 1, Integer::sum);
        inReply++;
    }

    /** Undoes {@link #give}. */
    public void takeBack(long application, ProcessorType type, HostAppVersion.Key version) {
        count(application, type, -1);
        given.merge(version, -1, Integer::sum);
        inReply--;
    }

    private void count(long application, ProcessorType type, int change) {
        held.computeIfAbsent(application, id -> new EnumMap<>(ProcessorType.class))
                .merge(type, change, Integer::sum);
    }

    /** Tasks of this reply. */
    public int inReply() {
        return inReply;
    }

    /** Tasks of this reply with one version. */
    public int given(HostAppVersion.Key version) {
        return given.getOrDefault(version, 0);
    }

    /** All tasks on the computer, this reply's included; so for the following. */
    public int total() {
        return sum(type -> true);
    }

    /** Those on processors, or those on graphics processors of any type. */
    public int total(boolean coprocessors) {
        return sum(type -> type.isCoprocessor() == coprocessors);
    }

    /** Those of one application. */
    public int ofApplication(long application) {
        return held.getOrDefault(application, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Those of one application on processors, or on graphics processors of any type. */
    public int ofApplication(long application, boolean coprocessors) {
        return held.getOrDefault(application, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().isCoprocessor() == coprocessors)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private int sum(Predicate<ProcessorType> kind) {
        int sum = 0;
        for (Map<ProcessorType, Integer> byType : held.values()) {
            for (Map.Entry<ProcessorType, Integer> entry : byType.entrySet()) {
                sum += kind.test(entry.getKey()) ? entry.getValue() : 0;
            }
        }
        return sum;
    }
}
