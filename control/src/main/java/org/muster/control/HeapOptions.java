package org.muster.control;

import java.util.ArrayList;
import java.util.List;

/** How Java is to keep a daemon's objects. */
public final class HeapOptions {
    /** Up to here the collector that takes least memory itself serves best. */
    private static final long SMALL_MEGABYTES = 640;

    /**
     * A daemon's objects live for a request or a set of rows, and little lives longer. What a collection costs is what is in
     * use then, however much was thrown away since the last: so new objects get the most of the heap, from the beginning.
     */
    private static final double NEW_SHARE = 0.6;

    private HeapOptions() {}

    /** @param megabytes most memory for objects, 1 and up */
    public static List<String> of(long megabytes) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + megabytes + "m"));
        if (megabytes <= SMALL_MEGABYTES) {
            options.addAll(List.of(
                    "-XX:+UseSerialGC",
                    "-Xmn" + Math.round(megabytes * NEW_SHARE) + "m",
                    // What is in use has room enough not to be taken for old.
                    "-XX:SurvivorRatio=6"));
        }
        return options;
    }
}
