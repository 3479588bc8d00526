package org.muster.web.status;

import java.time.Duration;
import java.util.List;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** The story of the processes: what happened to each, when, and whether it is back. Pure functions. */
final class IncidentList {
    private IncidentList() {}

    static Markup section(StatusFacts facts, StatusView view) {
        List<Incident> incidents = facts.incidents();
        List<Part> rows =
                incidents.stream().map(incident -> row(incident, facts)).toList();
        return Markup.of(
                """
                <section>
                <h2>What happened to the daemons</h2>
                {}{}</section>
                """,
                view.part(
                        "incidents-note",
                        "p",
                        " class=\"small\"",
                        Markup.of(
                                "{}",
                                rows.isEmpty()
                                        ? "Nothing in the last 30 days: no process was killed, hung or outgrew its memory."
                                        : "Processes that ended without being told to, the last first; at most "
                                                + Incident.SHOWN_OF_ONE + " times for each.")),
                view.list("incidents", "ul", " class=\"incidents\"", rows));
    }

    private static Part row(Incident incident, StatusFacts facts) {
        ProcessEvent event = incident.event();
        return Part.of(
                "incident-" + event.id(),
                "li",
                "",
                Markup.of(
                        "<b>{}</b> {}<span class=\"small\">{}, {} ago, on {}</span>"
                                + "<span class=\"message\">{}.{}</span>",
                        event.process(),
                        pill(incident),
                        Spans.moment(event.at()),
                        Spans.ago(event.at(), facts.now()),
                        event.host(),
                        DaemonTable.shortened(withoutPoint(incident.words())),
                        back(incident)));
    }

    private static Markup pill(Incident incident) {
        if (incident.isStopped()) {
            return pill(Tone.NOTE, "stopped by the operator");
        }
        return incident.backAt().isPresent() ? pill(Tone.GOOD, "is back") : pill(Tone.BAD, "not yet back");
    }

    private static Markup pill(Tone tone, String words) {
        return Markup.of("<span class=\"pill {}\">{}</span> ", tone.styleClass(), words);
    }

    private static Markup back(Incident incident) {
        return incident.backAt()
                .map(back -> {
                    Duration away = Duration.between(incident.event().at(), back);
                    return Markup.of(
                            " It was started again {}.",
                            away.toSeconds() < 1 ? "at once" : "after " + Spans.words(away));
                })
                .orElse(Markup.NONE);
    }

    private static String withoutPoint(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }
}
