package org.muster.scheduler.rules;

import java.util.Set;

/**
 * What a computer can still take at one moment of filling a reply.
 *
 * @param claimant who gets it
 * @param room memory and disk
 * @param queueDelay seconds until a processor of the kind that the task needs is free, 0 when one is
 * @param workunits workunits of which it, or its account, has a task
 * @param counts how many tasks it has
 * @param limits how many it may have
 * @param newDay whether its day has begun with this request, so that what it got yesterday does not count any more
 */
public record Situation(
        Claimant claimant,
        Room room,
        double queueDelay,
        Set<Long> workunits,
        TaskCounts counts,
        Limits limits,
        boolean newDay) {

    /** Bytes of memory one task may use, and bytes of disk that are left for tasks. */
    public record Room(double memory, double disk) {}
}
