package org.muster.systemtests.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client keeps on its disk. Used by one thread at a time. */
final class ClientState {
    private long hostId;
    private long sequence;
    private String codeSignKey = "";
    private final Map<String, HeldTask> tasks = new LinkedHashMap<>();

    /** A copy of the disk. */
    ClientState copy() {
        ClientState copy = new ClientState();
        copy.hostId = hostId;
        copy.sequence = sequence;
        copy.codeSignKey = codeSignKey;
        copy.tasks.putAll(tasks);
        return copy;
    }

    long hostId() {
        return hostId;
    }

    /** The number for a request that is begun now; it counts even if no reply comes. */
    long nextSequence() {
        return sequence++;
    }

    String codeSignKey() {
        return codeSignKey;
    }

    /** The project's number for the computer; requests are counted anew. */
    void identified(long id) {
        hostId = id;
        sequence = 0;
    }

    void learned(String key) {
        codeSignKey = codeSignKey.isEmpty() ? key : codeSignKey;
    }

    boolean holds(String task) {
        return tasks.containsKey(task);
    }

    void take(HeldTask task) {
        tasks.put(task.name(), task);
    }

    void acknowledged(String task) {
        tasks.remove(task);
    }

    void abort(String name, boolean onlyIfNotBegun, long now) {
        tasks.computeIfPresent(
                name,
                (_, task) -> task.hasEnded(now) || (onlyIfNotBegun && task.hasBegun(now))
                        ? task
                        : task.abortedByProject(now));
    }

    List<HeldTask> ended(long now) {
        return tasks.values().stream().filter(task -> task.hasEnded(now)).toList();
    }

    List<HeldTask> waiting(long now) {
        return tasks.values().stream().filter(task -> !task.hasEnded(now)).toList();
    }
}
