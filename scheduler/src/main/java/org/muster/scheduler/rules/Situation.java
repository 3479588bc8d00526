package org.muster.scheduler.rules;

import java.util.Set;

/**
 * What a computer can still take at one moment of filling a reply.
 *
 * @param room memory and disk
 * @param queueDelay seconds until a processor is free, 0 when one is
 * @param workunits workunits of which it, or its account, has a task
 * @param counts how many tasks it has
 * @param limits how many it may have
 */
public record Situation(Room room, double queueDelay, Set<Long> workunits, Counts counts, Limits limits) {

    /** Bytes of memory one task may use, and bytes of disk that are left for tasks. */
    public record Room(double memory, double disk) {}

    /** Tasks in this reply, on the computer (this reply included), and given to it today (this reply included). */
    public record Counts(int inReply, int inProgress, int today) {}

    /** The most of each; 0 is no limit. */
    public record Limits(int inReply, int inProgress, int today) {}
}
