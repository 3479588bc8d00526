package org.muster.control.bench;

import java.util.regex.Pattern;

/** What {@code jcmd PID GC.heap_info} says, whichever collector is asked. */
final class HeapInfo {
    /** One line for each generation, or one for the whole heap; the lines of parts, and of classes, have no total. */
    private static final Pattern USED = Pattern.compile("\\btotal\\b.*\\bused (\\d+)K");

    private static final double KILO = 1024;

    private HeapInfo() {}

    /**
     * Megabytes of objects.
     *
     * @return not a number when nothing is said of them
     */
    static double usedMegabytes(String said) {
        return USED.matcher(said)
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)) / KILO)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }
}
