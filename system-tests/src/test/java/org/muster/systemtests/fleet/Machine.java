package org.muster.systemtests.fleet;

import java.util.List;

/**
 * What a computer is.
 *
 * @param platform the client's platform, {@code anonymous} for one with its owner's own programs
 * @param alternatives further platforms that it runs, best first
 * @param processors how many
 * @param flops floating-point operations that each does in a second
 * @param memory bytes
 * @param disk free bytes
 * @param systemName of the operating system
 * @param graphics its graphics processors
 */
record Machine(
        String platform,
        List<String> alternatives,
        int processors,
        double flops,
        double memory,
        double disk,
        String systemName,
        Graphics graphics) {

    /** Graphics processors by maker. */
    enum Graphics {
        NONE,
        NVIDIA,
        AMD
    }

    static final String ANONYMOUS = "anonymous";
    static final String LINUX = "x86_64-pc-linux-gnu";
    static final String WINDOWS = "windows_x86_64";
    static final String ARM = "aarch64-unknown-linux-gnu";

    static Machine of(String platform) {
        String system = platform.startsWith("windows") ? "Microsoft Windows 11" : "Linux Debian";
        return new Machine(platform, List.of(), 4, 2e9, 16e9, 100e9, system, Graphics.NONE);
    }

    Machine alsoRuns(String... more) {
        return new Machine(platform, List.of(more), processors, flops, memory, disk, systemName, graphics);
    }

    Machine processors(int count) {
        return new Machine(platform, alternatives, count, flops, memory, disk, systemName, graphics);
    }

    Machine flops(double each) {
        return new Machine(platform, alternatives, processors, each, memory, disk, systemName, graphics);
    }

    Machine memory(double bytes) {
        return new Machine(platform, alternatives, processors, flops, bytes, disk, systemName, graphics);
    }

    Machine disk(double bytes) {
        return new Machine(platform, alternatives, processors, flops, memory, bytes, systemName, graphics);
    }

    Machine graphics(Graphics maker) {
        return new Machine(platform, alternatives, processors, flops, memory, disk, systemName, maker);
    }
}
