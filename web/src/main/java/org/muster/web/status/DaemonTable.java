package org.muster.web.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** Every copy of every daemon. Pure functions. */
final class DaemonTable {
    private static final int LONGEST_MESSAGE = 400;

    private DaemonTable() {}

    static Markup section(StatusFacts facts, StatusView view) {
        Map<String, Integer> copies = new HashMap<>();
        List<Part> rows = new ArrayList<>();
        for (DaemonVerdict line : facts.daemons()) {
            String name = Part.name("daemon", line.daemon(), line.shard(), line.host());
            int copy = copies.merge(name, 1, Integer::sum);
            rows.add(row(copy == 1 ? name : name + "-copy-" + copy, line, facts.now(), view));
        }
        return Markup.of("""
                <section>
                <h2>Daemons</h2>
                <table class="daemons">
                <thead><tr><th>Daemon</th><th>State</th><th class="number">Handled</th></tr></thead>
                {}</table>
                </section>
                """, view.list("daemons", "tbody", "", rows));
    }

    private static Part row(String name, DaemonVerdict line, Instant now, StatusView view) {
        DaemonCondition condition = line.condition();
        return Part.of(
                name,
                "tr",
                "",
                Markup.of(
                        """
                        <td><b>{}</b><span class="small">{}</span>{}</td>\
                        <td><span class="pill {}">{}</span><span class="small">{}</span></td>\
                        {}""",
                        line.title(),
                        line.host(),
                        notes(line),
                        condition.tone().styleClass(),
                        condition.words(),
                        since(line, now),
                        view.part(
                                name + "-handled",
                                "td",
                                " class=\"number\"",
                                Markup.of(
                                        "{}",
                                        condition == DaemonCondition.NEVER_SEEN ? "" : Spans.number(line.handled())))));
    }

    private static Markup notes(DaemonVerdict line) {
        Markup message = line.message().isBlank() || line.condition() == DaemonCondition.SILENT
                ? Markup.NONE
                : Markup.of(
                        "<span class=\"message {}\">{}</span>",
                        line.condition() == DaemonCondition.TROUBLED ? "trouble" : "",
                        shortened(line.message()));
        Markup restarts = line.restarts()
                .map(earlier -> Markup.of(
                        "<span class=\"message\">Started {} lately; before, it {} {}.</span>",
                        Spans.count(earlier.count() + 1L, "time"),
                        earlier.inOrder() ? "stopped in order at" : "fell silent (killed, crashed or hung) at",
                        Spans.moment(earlier.lastEnd())))
                .orElse(Markup.NONE);
        return Markup.all(List.of(message, restarts));
    }

    private static Markup since(DaemonVerdict line, Instant now) {
        return switch (line.condition()) {
            case NEVER_SEEN -> Markup.NONE;
            case RUNNING, STARTING, TROUBLED, CLOSED, STOPPED, SILENT ->
                Markup.of("for {}", Spans.ago(line.since(), now));
            case UNKNOWN -> Markup.of("seen {} ago", Spans.ago(line.since(), now));
        };
    }

    static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + " …";
    }
}
