package org.muster.control.bench;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Two runs of a benchmark side by side, with the ratio of the second to the first. */
record BenchComparison(BenchRun first, BenchRun second) {
    private static final String LINE = "%-52s %16s %16s %10s%n";

    /** The table; figures that only one run has are shown without a ratio, and so are settings that differ. */
    String table() {
        StringBuilder table = new StringBuilder();
        line(table, "", first.bench(), second.bench(), "");
        line(table, "begun", first.begun().substring(0, 16), second.begun().substring(0, 16), "");
        for (String name : both(first.settings().keySet(), second.settings().keySet())) {
            String one = first.settings().getOrDefault(name, "-");
            String other = second.settings().getOrDefault(name, "-");
            if (!Objects.equals(one, other)) {
                line(table, name, one, other, "differs");
            }
        }
        for (String name : both(first.figures().keySet(), second.figures().keySet())) {
            Double one = first.figures().get(name);
            Double other = second.figures().get(name);
            line(table, name, text(one), text(other), ratio(one, other));
        }
        line(
                table,
                "problems",
                Integer.toString(first.problems().size()),
                Integer.toString(second.problems().size()),
                "");
        return table.toString();
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> names = new LinkedHashSet<>(one);
        names.addAll(other);
        return names;
    }

    private static String text(Double value) {
        return value == null ? "-" : BenchRun.number(value);
    }

    private static String ratio(Double one, Double other) {
        return one == null || other == null || one == 0 ? "" : String.format(Locale.ROOT, "%.3f", other / one);
    }

    private static void line(StringBuilder table, String name, String one, String other, String ratio) {
        table.append(String.format(Locale.ROOT, LINE, name, one, other, ratio));
    }
}
