package org.muster.science.app;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines for whoever looks at a task: the client sends them to the project with the result. */
record TaskLog(PrintStream out, InstantSource clock) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    void line(String message) {
        out.println(TIME.format(clock.instant()) + " spike_search: " + message);
    }
}
