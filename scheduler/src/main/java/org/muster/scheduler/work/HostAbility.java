package org.muster.scheduler.work;

import java.util.EnumMap;
import java.util.Map;
import org.muster.scheduler.request.ClientFacts;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.request.GlobalPreferences;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;

/**
 * What a computer can do for us, its volunteer's limits taken into account.
 *
 * @param processors that may be used, 1 and up
 * @param flops floating-point operations per second of one
 * @param memory bytes that a task may use
 * @param disk bytes that tasks may use
 * @param pace how much longer things take than they compute
 * @param coprocessors how many there are of each type; a type that is missing has none
 */
public record HostAbility(
        int processors, double flops, double memory, double disk, Pace pace, Map<ProcessorType, Integer> coprocessors) {

    /** What a computer is taken for that has not measured itself. */
    private static final double USUAL_FLOPS = 1e9;
    /** No processor is faster; a measurement above is a mistake. */
    private static final double MOST_FLOPS = 1e12;

    private static final double USUAL_MEMORY = 64 * 1024 * 1024.0;
    private static final double USUAL_DISK = 1e9;
    /** What is taken for a workunit that does not say how large it is. */
    private static final double USUAL_TASK = 1e12;

    public HostAbility {
        coprocessors = Map.copyOf(coprocessors);
    }

    /**
     * How much longer things take than they compute.
     *
     * @param available share of the time in which the processors may compute, 0.1 to 1
     * @param coprocessorsAvailable share of the time in which the coprocessors may, 0.1 to 1
     * @param correction what a client that keeps a correction factor multiplies our estimates by, 0.1 to 100; else 1
     */
    public record Pace(double available, double coprocessorsAvailable, double correction) {

        static Pace of(HostFacts.Availability availability, double correction) {
            return new Pace(
                    Math.clamp(availability.on() * availability.active(), 0.1, 1),
                    Math.clamp(availability.on() * availability.gpuActive(), 0.1, 1),
                    Math.clamp(correction, 0.1, 100));
        }
    }

    /** Works it out for a computer without coprocessors. */
    public static HostAbility of(HostFacts facts, GlobalPreferences preferences) {
        return of(facts, preferences, 0, Pace.of(facts.availability(), 1), Map.of());
    }

    /**
     * Works it out. Source: work request preconditions of the BOINC scheduler.
     *
     * @param mostProcessors that the volunteer grants this project, 0 for no limit
     */
    public static HostAbility of(
            ClientFacts client,
            HostFacts facts,
            Equipment equipment,
            GlobalPreferences preferences,
            int mostProcessors) {
        double correction = client.correctsDurations() ? facts.durationCorrection() : 1;
        Map<ProcessorType, Integer> coprocessors = new EnumMap<>(ProcessorType.class);
        equipment.coprocessors().forEach(one -> coprocessors.put(one.type(), one.count()));
        return of(facts, preferences, mostProcessors, Pace.of(facts.availability(), correction), coprocessors);
    }

    private static HostAbility of(
            HostFacts facts,
            GlobalPreferences preferences,
            int mostProcessors,
            Pace pace,
            Map<ProcessorType, Integer> coprocessors) {
        double share = preferences.processorsPercent() > 0 ? preferences.processorsPercent() / 100 : 1;
        int processors = (int) (facts.processor().count() * share);
        double memoryShare = Math.max(preferences.memoryBusyPercent(), preferences.memoryIdlePercent()) / 100;
        double memory = facts.memory().bytes() > 0 ? facts.memory().bytes() : USUAL_MEMORY;
        double flops = facts.processor().fpops();
        return new HostAbility(
                Math.max(1, mostProcessors > 0 ? Math.min(processors, mostProcessors) : processors),
                flops > 0 ? Math.min(flops, MOST_FLOPS) : USUAL_FLOPS,
                memory * memoryShare,
                disk(facts.disk(), preferences.disk()),
                pace,
                coprocessors);
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

    /** How many processors of a type there are to be used; 1 for a type that it does not have. */
    public int count(ProcessorType type) {
        return type.isCoprocessor() ? Math.max(1, coprocessors.getOrDefault(type, 1)) : processors;
    }

    /** Seconds until a task is done once it has begun, the time when the computer is off included. */
    public double duration(Job.Needs needs, Usage usage) {
        double operations = needs.fpopsEstimate() > 0 ? needs.fpopsEstimate() : USUAL_TASK;
        double available = usage.type().isCoprocessor() ? pace.coprocessorsAvailable() : pace.available();
        return operations / usage.projectedFlops() / available * pace.correction();
    }
}
