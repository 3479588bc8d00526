package org.muster.scheduler.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.muster.scheduler.admission.StormSimulation.Minute;
import org.muster.scheduler.admission.StormSimulation.Outcome;

/** Draws the storm of the README. Run it with the picture's path after the rule was changed. */
final class StormPicture {

    private static final int WIDTH = 1000;
    private static final int LEFT = 90;
    private static final int RIGHT = 30;
    private static final int PANEL = 190;
    private static final int GAP = 75;
    private static final int TOP = 80;
    private static final int MINUTES = 90;
    private static final List<String> COLOURS = List.of("#1a6fb5", "#c0392b", "#8a8a8a");
    private static final List<String> NAMES =
            List.of("with admission", "no bound", "a bound of 20,000 connections only");

    private final StringBuilder svg = new StringBuilder();

    private StormPicture() {}

    /** @param arguments the file to write */
    public static void main(String[] arguments) throws IOException {
        List<Outcome> outcomes = List.of(
                Storm.withAdmission(), Storm.withoutAdmission(Storm.FLEET), Storm.withFewConnections(Storm.FLEET));
        Files.writeString(Path.of(arguments[0]), new StormPicture().of(outcomes));
    }

    private String of(List<Outcome> outcomes) {
        int height = TOP + 3 * (PANEL + GAP);
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='14'>",
                WIDTH, height);
        add("<rect width='%d' height='%d' fill='white'/>", WIDTH, height);
        add(
                "<text x='%d' y='28' font-size='18' font-weight='bold'>200,000 computers come back within five minutes;"
                        + " the server serves 100 a second</text>",
                LEFT);
        for (int line = 0; line < NAMES.size(); line++) {
            int x = LEFT + line * 230;
            add("<line x1='%d' y1='48' x2='%d' y2='48' stroke='%s' stroke-width='3'/>", x, x + 30, COLOURS.get(line));
            add("<text x='%d' y='53'>%s</text>", x + 38, NAMES.get(line));
        }
        panel(0, "computers not served yet", outcomes, 200_000, 50_000, Minute::unserved);
        panel(1, "requests in the queue (cut at 25,000)", outcomes, 25_000, 5_000, Minute::queue);
        panel(2, "wait of 99 of 100 that were served, seconds", outcomes, 300, 60, Minute::longWait);
        add(
                "<text x='%d' y='%d' text-anchor='middle'>minutes after the network came back</text>",
                (LEFT + WIDTH - RIGHT) / 2, height - 14);
        return svg.append("</svg>\n").toString();
    }

    private void panel(
            int number,
            String title,
            List<Outcome> outcomes,
            double most,
            double step,
            ToDoubleFunction<Minute> value) {
        int top = TOP + 20 + number * (PANEL + GAP);
        int bottom = top + PANEL;
        add("<text x='%d' y='%d' font-weight='bold'>%s</text>", LEFT, top - 8, title);
        for (double mark = 0; mark <= most; mark += step) {
            double y = bottom - mark / most * PANEL;
            add("<line x1='%d' y1='%.1f' x2='%d' y2='%.1f' stroke='#dddddd'/>", LEFT, y, WIDTH - RIGHT, y);
            add("<text x='%d' y='%.1f' text-anchor='end' fill='#555555'>%,.0f</text>", LEFT - 8, y + 5, mark);
        }
        for (int minute = 0; minute <= MINUTES; minute += 15) {
            add("<text x='%.1f' y='%d' text-anchor='middle' fill='#555555'>%d</text>", x(minute), bottom + 20, minute);
        }
        for (int line = outcomes.size() - 1; line >= 0; line--) {
            line(outcomes.get(line), COLOURS.get(line), bottom, most, value);
        }
    }

    private void line(Outcome outcome, String colour, int bottom, double most, ToDoubleFunction<Minute> value) {
        StringBuilder points = new StringBuilder();
        for (int minute = 0; minute < MINUTES && minute < outcome.minutes().size(); minute++) {
            if (outcome.minutes().get(minute).served() == 0
                    && outcome.minutes().get(minute).wasted() > 0
                    && most == 300) {
                break;
            }
            double share = Math.min(1, value.applyAsDouble(outcome.minutes().get(minute)) / most);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(minute + 1), bottom - share * PANEL));
        }
        add("<polyline points='%s' fill='none' stroke='%s' stroke-width='2.5'/>", points, colour);
    }

    private static double x(double minute) {
        return LEFT + minute / MINUTES * (WIDTH - LEFT - RIGHT);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
