package org.muster.scheduler.request;

import java.util.List;

/**
 * The computer, as its client describes it and as the host's row holds it.
 *
 * @param devices its coprocessors, and other equipment in words
 * @param timezone seconds east of Greenwich
 * @param durationCorrection the client's own correction of our run time estimates, 1 when it makes none
 */
public record HostFacts(
        Name name,
        Processor processor,
        Memory memory,
        Disk disk,
        Availability availability,
        Devices devices,
        int timezone,
        double durationCorrection) {

    /** A computer without coprocessors. */
    public HostFacts(
            Name name,
            Processor processor,
            Memory memory,
            Disk disk,
            Availability availability,
            int timezone,
            double durationCorrection) {
        this(name, processor, memory, disk, availability, Devices.NONE, timezone, durationCorrection);
    }

    /**
     * What tells it from others.
     *
     * @param domainName name in its network
     * @param address its own idea of its address
     * @param externalAddress the address the request came from
     * @param crossProjectId 32 digits that its client made up; hashed with the account's address in the host's row
     * @param osName operating system
     * @param osVersion its version
     * @param productName the device's make, if known
     */
    public record Name(
            String domainName,
            String address,
            String externalAddress,
            String crossProjectId,
            String osName,
            String osVersion,
            String productName) {}

    /**
     * Its processors.
     *
     * @param count how many, 1 and up
     * @param vendor maker
     * @param model model, with family and stepping in brackets
     * @param fpops measured floating-point operations per second of one
     * @param iops measured integer operations per second of one
     * @param memoryBandwidth measured bytes per second
     */
    public record Processor(
            int count, String vendor, String model, double fpops, double iops, double memoryBandwidth) {}

    /** Memory, cache of the processor, and swap space, in bytes. */
    public record Memory(double bytes, double cache, double swap) {}

    /** Disk in bytes: whole, free, used by all projects, used by this one, this one's share of what may be used. */
    public record Disk(double total, double free, double usedByAll, double usedByProject, double share) {

        /** A disk of which this project's share is not known. */
        public Disk(double total, double free, double usedByAll, double usedByProject) {
            this(total, free, usedByAll, usedByProject, 0);
        }
    }

    /**
     * Its coprocessors, and what else it has, as the row holds them.
     *
     * @param count how many coprocessors
     * @param flops what they could do together, floating-point operations per second
     * @param description the client's release, coprocessors, VirtualBox and Docker as JSON; empty when never written
     */
    public record Devices(int count, double flops, String description) {

        /** None. */
        public static final Devices NONE = new Devices(0, 0, "");
    }

    /**
     * How much of the time it can compute, each 0 to 1 (−1 unknown), and its network.
     *
     * @param on the client runs
     * @param connected it has a network
     * @param active computing is allowed while the client runs
     * @param gpuActive computing on a graphics processor is allowed while the client runs
     * @param upload bytes per second
     * @param download bytes per second
     */
    public record Availability(
            double on, double connected, double active, double gpuActive, double upload, double download) {}

    /** The same facts with another identifier: the hashed one, as the row holds it. */
    public HostFacts identifiedBy(String crossProjectId) {
        Name renamed = new Name(
                name.domainName,
                name.address,
                name.externalAddress,
                crossProjectId,
                name.osName,
                name.osVersion,
                name.productName);
        return new HostFacts(renamed, processor, memory, disk, availability, devices, timezone, durationCorrection);
    }

    /**
     * Whether the row should be written: texts and counts must be equal, measured values may differ by one part in a
     * hundred, because they differ a little in every request.
     */
    public boolean noticeablyDiffersFrom(HostFacts stored) {
        return !exact().equals(stored.exact()) || !near(measured(), stored.measured());
    }

    private List<Object> exact() {
        return List.of(
                name, processor.count, processor.vendor, processor.model, devices.count, devices.description, timezone);
    }

    private double[] measured() {
        return new double[] {
            processor.fpops,
            processor.iops,
            processor.memoryBandwidth,
            memory.bytes,
            memory.cache,
            memory.swap,
            disk.total,
            disk.free,
            disk.usedByAll,
            disk.usedByProject,
            disk.share,
            devices.flops,
            availability.on,
            availability.connected,
            availability.active,
            availability.gpuActive,
            availability.upload,
            availability.download,
            durationCorrection,
        };
    }

    private static boolean near(double[] one, double[] other) {
        for (int at = 0; at < one.length; at++) {
            if (Math.abs(one[at] - other[at]) > 0.01 * Math.max(Math.abs(one[at]), Math.abs(other[at]))) {
                return false;
            }
        }
        return true;
    }
}
