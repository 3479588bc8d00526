package org.muster.control;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How Java is to keep a daemon's objects. */
public final class HeapOptions {
    /** Up to here the collector that takes least memory itself serves best. */
    private static final long SMALL_MEGABYTES = 640;

    /**
     * A daemon's objects live for a request or a set of rows, and little lives longer. What a collection costs is what is in
     * use then, however much was thrown away since the last: so new objects get the most of the heap.
     */
    private static final double NEW_SHARE = 0.6;

    /** What lives longer, with room to spare. */
    private static final long OLD_MEGABYTES = 96;

    /** Of the machine, that each process's new objects take at most from the beginning: there are a dozen processes. */
    private static final long MACHINE_PARTS = 64;

    private static final Pattern DIVISION = Pattern.compile("-Xms.+|-XX:(Max)?NewSize=.+|-XX:SurvivorRatio=.+");

    private HeapOptions() {}

    /** @param megabytes most memory for objects, 1 and up */
    public static List<String> of(long megabytes) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return of(megabytes, machine.getTotalMemorySize() >> 20);
    }

    /** @param machineMegabytes memory of the machine, or of the container that this is in */
    static List<String> of(long megabytes, long machineMegabytes) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + megabytes + "m"));
        if (megabytes > SMALL_MEGABYTES) {
            return options;
        }
        options.add("-XX:+UseSerialGC");
        long most = Math.min(Math.round(megabytes * NEW_SHARE), megabytes - OLD_MEGABYTES);
        // Java itself would give a third.
        if (most > megabytes / 3) {
            long begin = Math.min(most, Math.ceilDiv(machineMegabytes, MACHINE_PARTS));
            options.add("-Xms" + (begin + OLD_MEGABYTES) + "m");
            options.add("-XX:NewSize=" + begin + "m");
            options.add("-XX:MaxNewSize=" + most + "m");
            // What is in use has room enough not to be taken for old.
            options.add("-XX:SurvivorRatio=6");
        }
        return options;
    }

    /** Whether an option of these says how the heap is divided, which goes only with the size and the collector beside it. */
    static boolean divides(String option) {
        return DIVISION.matcher(option).matches();
    }
}
