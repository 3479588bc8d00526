package org.muster.control.bench;

import java.util.List;
import java.util.Map;

/**
 * How what was noted again and again changed over time. The first tenth is left out: programs warm up in it.
 *
 * @param series notes in order, each with {@code seconds}
 */
record Drift(List<Map<String, Double>> series) {
    private static final String SECONDS = "seconds";
    private static final double SECONDS_PER_HOUR = 3600;
    private static final int LEAST = 4;

    /** Adds, for everything noted, the second half's mean as a ratio to the first's, and its slope over the second half. */
    void figures(LoadFigures figures) {
        List<Map<String, Double>> steady = series.subList((series.size() + 9) / 10, series.size());
        if (steady.size() < LEAST) {
            return;
        }
        List<Map<String, Double>> first = steady.subList(0, steady.size() / 2);
        List<Map<String, Double>> second = steady.subList(steady.size() / 2, steady.size());
        for (String name : steady.getFirst().keySet()) {
            if (!name.equals(SECONDS)) {
                figures.put("drift: " + name + ", second half to first", mean(second, name) / mean(first, name));
                figures.put("drift: " + name + ", per hour", SECONDS_PER_HOUR * slope(second, name));
            }
        }
    }

    private static double mean(List<Map<String, Double>> notes, String name) {
        return notes.stream().mapToDouble(note -> note.get(name)).average().orElse(Double.NaN);
    }

    /** The least-squares line's, per second. */
    private static double slope(List<Map<String, Double>> notes, String name) {
        double meanTime = mean(notes, SECONDS);
        double mean = mean(notes, name);
        double products = 0;
        double squares = 0;
        for (Map<String, Double> note : notes) {
            double time = note.get(SECONDS) - meanTime;
            products += time * (note.get(name) - mean);
            squares += time * time;
        }
        return products / squares;
    }
}
