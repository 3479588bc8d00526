package org.muster.systemtests.fleet;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the fleet has seen, kept apart from what the project says of itself. Thread-safe. */
public final class Books {
    private final Map<String, LongAdder> figures = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> messages = new ConcurrentHashMap<>();
    private final Map<String, Set<Long>> receivers = new ConcurrentHashMap<>();
    private final Map<String, HeldTask.Fate> acknowledged = new ConcurrentHashMap<>();
    private final Set<Throwable> surprises = ConcurrentHashMap.newKeySet();

    /** One more of a kind. */
    void count(String figure) {
        figures.computeIfAbsent(figure, _ -> new LongAdder()).increment();
    }

    /** Notes a reply, seen by its client or not, to the computer of a number. */
    void replied(ReplyDocument reply, long host) {
        count("replies");
        if (reply.down()) {
            count("replies that say the project is down");
        }
        for (String message : reply.messages()) {
            messages.computeIfAbsent(kindOf(message), _ -> new LongAdder()).increment();
        }
        for (ReplyDocument.Sent task : reply.tasks()) {
            count("tasks given");
            receivers
                    .computeIfAbsent(task.name(), _ -> ConcurrentHashMap.newKeySet())
                    .add(host);
        }
    }

    /** Messages that differ in names and numbers only are of one kind. */
    private static String kindOf(String message) {
        return message.replaceAll("lost task \\S+", "lost task …")
                .replaceAll("\\b(small|large|graphics) needs", "… needs")
                .replaceAll("\\d+([.,]\\d+)*", "N");
    }

    void acknowledged(String task, HeldTask.Fate fate) {
        acknowledged.put(task, fate);
    }

    /** Something that must not happen. */
    void surprised(Throwable what) {
        surprises.add(what);
    }

    /** The numbers of the computers that each task was sent to, in whatever reply. */
    public Map<String, Set<Long>> receivers() {
        return receivers;
    }

    /** The reported tasks that the project has acknowledged. */
    public Set<String> acknowledged() {
        return acknowledged.keySet();
    }

    /** What must be empty. */
    public Set<Throwable> surprises() {
        return surprises;
    }

    /** How often the volunteers have read a message that contains some words. */
    public long messages(String words) {
        return messages.entrySet().stream()
                .filter(entry -> entry.getKey().contains(words))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** All figures, one a line. */
    public String text() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(figures).forEach((name, value) -> text.append("%8d %s%n".formatted(value.sum(), name)));
        text.append("messages to volunteers:\n");
        new TreeMap<>(messages).forEach((name, value) -> text.append("%8d %s%n".formatted(value.sum(), name)));
        return text.toString();
    }
}
