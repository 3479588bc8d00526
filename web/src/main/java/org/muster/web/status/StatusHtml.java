package org.muster.web.status;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** The status for people. Pure functions. */
final class StatusHtml {
    private StatusHtml() {}

    /** The whole page between header and footer; its pieces are noted in the view. */
    static Markup body(StatusFacts facts, StatusView view) {
        return Markup.of(
                """
                <h1>Server status</h1>
                {}{}{}{}{}{}{}{}{}{}{}""",
                view.part("banner", "div", "", StatusHeadline.banner(facts)),
                DaemonTable.section(facts, view),
                IncidentList.section(facts, view),
                WorkTiles.section(facts, view),
                PeopleTiles.section(facts, view),
                PlaceTiles.section(facts, view),
                PlaceTiles.recordings(facts, view),
                view.part("apps", "div", "", apps(facts)),
                view.part("blocked", "div", "", blocked(facts)),
                Glossary.section(),
                source(facts));
    }

    private static Markup apps(StatusFacts facts) {
        if (facts.apps().isEmpty()) {
            return Markup.NONE;
        }
        return Markup.of("""
                <section>
                <h2>Tasks by application</h2>
                <table>
                <thead><tr><th>Application</th><th class="number">Unsent</th><th class="number">In progress</th>
                <th class="number">Hours per task</th><th class="number wide">Volunteers, last 24 hours</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </section>
                """, rows(facts.apps().stream().map(app -> app(app, facts))));
    }

    private static Markup app(AppQueue app, StatusFacts facts) {
        AppRuntime runtime = facts.population()
                .map(population -> population.runtimes().get(app.id()))
                .orElse(null);
        return Markup.of(
                """
                <tr><td>{}</td><td class="number">{}</td><td class="number">{}</td>
                <td class="number">{}</td><td class="number wide">{}</td></tr>
                """,
                app.title(),
                Spans.number(app.unsent()),
                Spans.number(app.inProgress()),
                runtime == null
                        ? "–"
                        : Markup.of(
                                "{} <span class=\"small\">{} to {}</span>",
                                Spans.number(runtime.average()),
                                Spans.number(runtime.shortest()),
                                Spans.number(runtime.longest())),
                runtime == null ? "–" : Spans.number(runtime.users()));
    }

    private static Markup blocked(StatusFacts facts) {
        return facts.blocked()
                .map(blocked -> Markup.of(
                        """
                        <section>
                        <h2>Work set aside <span class="small">{}</span></h2>
                        <p>A daemon could not handle these rows. They wait for the operator; everything else goes on.</p>
                        <table>
                        <thead><tr><th>Row</th><th>Why</th></tr></thead>
                        <tbody>
                        {}</tbody>
                        </table>
                        </section>
                        """,
                        blocked.newest().size() < blocked.total()
                                ? "the last " + blocked.newest().size() + " of " + Spans.number(blocked.total())
                                : Spans.number(blocked.total()),
                        rows(blocked.newest().stream().map(row -> blockedRow(row, facts.now())))))
                .orElse(Markup.NONE);
    }

    private static Markup blockedRow(BlockedRows.Row row, Instant now) {
        return Markup.of(
                """
                <tr><td class="name"><b>{} {}</b><span class="small">{} ago, {}</span></td>
                <td class="reason">{}</td></tr>
                """,
                row.queue(),
                row.rowId(),
                Spans.ago(row.since(), now),
                Spans.count(row.attempts(), "attempt"),
                DaemonTable.shortened(row.error()));
    }

    private static Markup source(StatusFacts facts) {
        Markup asOf = facts.work().value().isEmpty()
                ? Markup.of("Nothing is known yet.")
                : Markup.of("As of {}.", Spans.moment(facts.work().takenAt()));
        return Markup.of("""
                <p class="small"><span data-live>{} This page renews itself every half minute.</span>
                <a href="#glossary">What the words mean</a>. For programs:
                <a href="server_status.php?xml=1">XML</a>, <a href="server_status.php?json=1">JSON</a>.</p>
                """, asOf);
    }

    private static Markup rows(Stream<Markup> rows) {
        return Markup.all(rows.collect(Collectors.toList()));
    }
}
