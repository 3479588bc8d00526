package org.muster.control.demo;

import java.io.PrintStream;

/** Shows counts: one line drawn again and again on a terminal, a new line for every change elsewhere. */
final class ProgressBar {
    private static final int WIDTH = 24;

    private final PrintStream out;
    private final boolean terminal;
    private String shown = "";

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(DemoCounts counts) {
        String line = text(counts);
        if (line.equals(shown)) {
            return;
        }
        shown = line;
        if (terminal) {
            out.print("\r\u001b[K" + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Ends the line, so that other text can follow. */
    void end() {
        if (terminal && !shown.isEmpty()) {
            out.println();
        }
    }

    static String text(DemoCounts counts) {
        long stations = counts.created()
                + counts.sent()
                + counts.returned()
                + counts.valid()
                + counts.assimilated()
                + counts.purged();
        int filled = counts.total() == 0 ? 0 : (int) (WIDTH * stations / (6 * counts.total()));
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] of " + counts.total() + ": created "
                + counts.created() + "  sent " + counts.sent() + "  returned " + counts.returned() + "  valid "
                + counts.valid() + "  assimilated " + counts.assimilated() + "  purged " + counts.purged();
    }
}
