package org.muster.web.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.web.counts.StatusTables;

/**
 * Values of one thing over the last day, in order of time.
 *
 * @param points moments and values
 */
record History(List<Point> points) {
    static final History NONE = new History(List.of());

    private static final double SECONDS_PER_HOUR = 3600;

    /** A value at a moment. */
    record Point(Instant at, double value) {}

    History {
        points = List.copyOf(points);
    }

    /** The samples, by name. */
    static Map<String, History> of(List<StatusTables.Sample> samples) {
        Map<String, List<Point>> points = new HashMap<>();
        samples.forEach(sample -> points.computeIfAbsent(sample.name(), ignored -> new ArrayList<>())
                .add(new Point(Instant.ofEpochSecond(sample.takenAt()), sample.amount())));
        Map<String, History> histories = new HashMap<>();
        points.forEach((name, list) -> histories.put(name, new History(list)));
        return Map.copyOf(histories);
    }

    /** Of a total that only grows: how much in an hour, between each point and the next. */
    History perHour() {
        List<Point> rates = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Point before = points.get(i - 1);
            Point after = points.get(i);
            double seconds = after.at().getEpochSecond() - before.at().getEpochSecond();
            rates.add(new Point(
                    after.at(), Math.max(0, after.value() - before.value()) * SECONDS_PER_HOUR / Math.max(1, seconds)));
        }
        return new History(rates);
    }

    /** Of a total that only grows and is now {@code total}: how much since a moment, or since the first point. */
    double growthSince(Instant moment, double total) {
        double base = 0;
        for (Point point : points) {
            if (point.at().isAfter(moment)) {
                return points.getFirst() == point ? total - point.value() : total - base;
            }
            base = point.value();
        }
        return points.isEmpty() ? 0 : total - base;
    }
}
