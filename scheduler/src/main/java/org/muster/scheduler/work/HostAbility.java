package org.muster.scheduler.work;

import org.muster.scheduler.request.GlobalPreferences;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.resource.Usage;

/**
 * What a computer can do for us, its volunteer's limits taken into account.
 *
 * @param processors that may be used, 1 and up
 * @param flops floating-point operations per second of one
 * @param memory bytes that a task may use
 * @param disk bytes that tasks may use
 * @param available share of the time in which it computes, 0.1 to 1
 */
public record HostAbility(int processors, double flops, double memory, double disk, double available) {

    /** What a computer is taken for that has not measured itself. */
    private static final double USUAL_FLOPS = 1e9;

    private static final double USUAL_MEMORY = 64 * 1024 * 1024.0;
    private static final double USUAL_DISK = 1e9;

    /** Works it out. Source: work request preconditions of the BOINC scheduler. */
    public static HostAbility of(HostFacts facts, GlobalPreferences preferences) {
        double share = preferences.processorsPercent() > 0 ? preferences.processorsPercent() / 100 : 1;
        double memoryShare = Math.max(preferences.memoryBusyPercent(), preferences.memoryIdlePercent()) / 100;
        double memory = facts.memory().bytes() > 0 ? facts.memory().bytes() : USUAL_MEMORY;
        double active = facts.availability().on() * facts.availability().active();
        return new HostAbility(
                Math.max(1, (int) (facts.processor().count() * share)),
                facts.processor().fpops() > 0 ? facts.processor().fpops() : USUAL_FLOPS,
                memory * memoryShare,
                disk(facts.disk(), preferences.disk()),
                Math.clamp(active, 0.1, 1));
    }

    private static double disk(HostFacts.Disk disk, GlobalPreferences.DiskLimits limits) {
        if (disk.total() <= 0 && disk.free() <= 0) {
            return USUAL_DISK;
        }
        double room = disk.free() - limits.leastFreeBytes();
        if (disk.usedByAll() > 0) {
            room = Math.min(room, disk.total() * limits.mostPercent() / 100 - disk.usedByAll());
            if (limits.mostBytes() > 0) {
                room = Math.min(room, limits.mostBytes() - disk.usedByAll());
            }
        }
        return room;
    }

    /** Seconds until a task is done once it has begun, the time when the computer is off included. */
    public double duration(Job.Needs needs, Usage usage) {
        return needs.fpopsEstimate() / usage.projectedFlops() / available;
    }
}
