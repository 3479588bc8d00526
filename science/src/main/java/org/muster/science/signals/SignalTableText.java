package org.muster.science.signals;

import java.util.Locale;
import java.util.Optional;
import org.muster.science.signals.SignalTable.Row;

/** Prints a {@link SignalTable}. */
final class SignalTableText {
    private SignalTableText() {}

    static String of(SignalTable table, double expectedFalseAlarms) {
        StringBuilder text = new StringBuilder();
        row(text, "put in", "frequency (MHz)", "drift", "found", "off by", "drift off", "power", "spikes");
        row(text, "", "at the start", "(Hz/s)", "", "(Hz)", "(Hz/s)", "(noise)", "");
        table.rows().forEach(row -> line(text, row));
        for (DetectedSignal signal : table.unexplained()) {
            row(
                    text,
                    "(nothing)",
                    megahertz(signal.frequencyAt(0)),
                    drift(signal.driftRate()),
                    "here",
                    "",
                    "",
                    power(signal),
                    signal.spikes());
        }
        text.append(String.format(
                Locale.ROOT, "%s; false alarms to be expected: %.2g%n", summary(table), expectedFalseAlarms));
        return text.toString();
    }

    private static String summary(SignalTable table) {
        int found = table.unexplained().size();
        if (table.rows().isEmpty()) {
            return "nothing was put in; " + found + " signals found";
        }
        long expected =
                table.rows().stream().filter(row -> row.detected().isPresent()).count();
        return expected + " of " + table.rows().size() + " signals found; " + found + " found that nobody put in";
    }

    private static void line(StringBuilder text, Row row) {
        InjectedSignal injected = row.injected();
        Optional<DetectedSignal> detected = row.detected();
        row(
                text,
                injected.kind().words(),
                megahertz(injected.frequency()),
                drift(injected.driftRate()),
                detected.isPresent() ? "yes" : "NOT FOUND",
                row.frequencyError()
                        .map(error -> String.format(Locale.ROOT, "%+.3f", error))
                        .orElse(""),
                row.driftError().map(SignalTableText::drift).orElse(""),
                detected.map(SignalTableText::power).orElse(""),
                detected.map(signal -> String.valueOf(signal.spikes())).orElse(""));
    }

    private static String megahertz(double hertz) {
        return String.format(Locale.ROOT, "%.7f", hertz / 1e6);
    }

    private static String drift(double rate) {
        return String.format(Locale.ROOT, "%+.4f", rate);
    }

    private static String power(DetectedSignal signal) {
        return String.format(Locale.ROOT, "%.0f", signal.power());
    }

    /** One line, without the space that an empty last column leaves. */
    private static void row(StringBuilder text, Object... values) {
        text.append(String.format(Locale.ROOT, "%-17s %17s %9s   %-9s %9s %10s %8s %7s", values)
                        .stripTrailing())
                .append(System.lineSeparator());
    }
}
