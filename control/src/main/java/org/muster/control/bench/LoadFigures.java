package org.muster.control.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one measurement found, by name, in the order in which it is printed. Not thread-safe. */
final class LoadFigures {
    private static final double[] PERCENTILES = {50, 95, 99};

    private final Map<String, Double> figures = new LinkedHashMap<>();

    LoadFigures put(String name, double value) {
        figures.put(name, value);
        return this;
    }

    /** Adds percentiles of latencies that were recorded in microseconds. */
    LoadFigures latencies(Histogram microseconds) {
        return latencies("", microseconds);
    }

    /**
     * The same for one of several kinds of latencies.
     *
     * @param kind what the names begin with
     */
    LoadFigures latencies(String kind, Histogram microseconds) {
        for (double percentile : PERCENTILES) {
            figures.put(
                    kind + "p" + (int) percentile + " milliseconds",
                    microseconds.getValueAtPercentile(percentile) / 1000.0);
        }
        return this;
    }

    Map<String, Double> all() {
        return figures;
    }
}
