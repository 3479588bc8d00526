package org.muster.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** A line over the last day as a picture that needs no script, with its text alternative. Pure functions. */
final class Chart {
    private static final int WIDTH = 288;
    private static final int HEIGHT = 56;
    private static final int MARGIN = 2;
    private static final long DAY = Duration.ofDays(1).toSeconds();
    /** Between two points that are further apart nothing was measured, and no line is drawn. */
    private static final long GAP_SECONDS = 30 * 60;

    private Chart() {}

    /**
     * The picture; nothing when there are less than two points.
     *
     * @param title what is shown
     * @param unit what follows a number, with a blank before it if one belongs there
     */
    static Markup of(String title, History history, String unit, Instant now) {
        List<History.Point> points = history.points();
        if (points.size() < 2) {
            return Markup.of("<p class=\"small\">{}</p>", "The chart of the day begins with the next minutes.");
        }
        double least = points.stream().mapToDouble(History.Point::value).min().orElseThrow();
        double most = points.stream().mapToDouble(History.Point::value).max().orElseThrow();
        String words = String.format(
                Locale.ROOT,
                "%s over the last day: between %s%s and %s%s, last %s%s.",
                title,
                number(least),
                unit,
                number(most),
                unit,
                number(points.getLast().value()),
                unit);
        // A day begins at a round time, so that the picture of the points that stay stays the same.
        long begin = (now.getEpochSecond() - DAY) / 600 * 600;
        String line = line(points, begin, scale(least, most));
        return Markup.of("""
                <svg viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="none"><title>{}</title>\
                <path class="line" d="{}"/></svg><p class="range">24 h: {}{} to {}{}</p>""", WIDTH, HEIGHT, words, words, line, number(least), unit, number(most), unit);
    }

    /** From the value at the bottom to the one at the top. */
    private record Scale(double bottom, double top) {
        double y(double value) {
            return HEIGHT - MARGIN - (value - bottom) / (top - bottom) * (HEIGHT - 2 * MARGIN);
        }
    }

    /** A line that hardly moves stays in the middle, rather than being made a mountain. */
    private static Scale scale(double least, double most) {
        double room = Math.max(most - least, Math.max(1e-9, Math.abs(most) * 0.01));
        double middle = (least + most) / 2;
        return new Scale(middle - room / 2, middle + room / 2);
    }

    private static String line(List<History.Point> points, long begin, Scale scale) {
        StringBuilder path = new StringBuilder();
        long before = Long.MIN_VALUE / 2;
        for (History.Point point : points) {
            long second = point.at().getEpochSecond();
            double x = Math.max(0, (second - begin) * (double) WIDTH / DAY);
            path.append(second - before > GAP_SECONDS ? 'M' : 'L')
                    .append(Math.round(x * 10) / 10.0)
                    .append(' ')
                    .append(Math.round(scale.y(point.value()) * 10) / 10.0);
            before = second;
        }
        return path.toString().replace(".0 ", " ").replaceAll("\\.0(?=[ML]|$)", "");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Spans.number((long) value) : Spans.number(value);
    }
}
