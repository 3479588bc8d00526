package org.muster.web.status;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** The status for people. Pure functions. */
final class StatusHtml {
    private static final int LONGEST_MESSAGE = 400;

    private StatusHtml() {}

    static Markup body(StatusFacts facts) {
        return Markup.of(
                """
                <h1>Server status</h1>
                {}
                <div class="pair">
                {}<div class="stack">
                {}{}</div>
                </div>
                {}{}{}""",
                StatusHeadline.banner(facts),
                daemons(facts),
                facts.queues().map(queues -> work(queues, facts.now())).orElse(Markup.NONE),
                facts.population().value().map(StatusHtml::people).orElse(Markup.NONE),
                apps(facts),
                blocked(facts),
                source(facts));
    }

    private static Markup daemons(StatusFacts facts) {
        if (facts.daemons().isEmpty()) {
            return Markup.NONE;
        }
        return Markup.of("""
                <section>
                <h2>Daemons</h2>
                <table class="daemons">
                <thead><tr><th>Daemon</th><th>State</th><th class="number">Handled</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </section>
                """, rows(facts.daemons().stream().map(line -> daemon(line, facts.now()))));
    }

    private static Markup daemon(DaemonVerdict line, Instant now) {
        DaemonCondition condition = line.condition();
        Markup message = line.message().isBlank() || condition == DaemonCondition.SILENT
                ? Markup.NONE
                : Markup.of(
                        "<tr class=\"{}\"><td colspan=\"3\">{}</td></tr>\n",
                        condition == DaemonCondition.TROUBLED ? "more trouble" : "more",
                        shortened(line.message()));
        return Markup.of(
                """
                <tr><td><b>{}</b><span class="small">{}</span></td>
                <td><span class="pill {}">{}</span><span class="small">{}</span></td>
                <td class="number">{}</td></tr>
                {}""",
                line.title(),
                line.host(),
                condition.tone().styleClass(),
                condition.words(),
                since(line, now),
                condition == DaemonCondition.NEVER_SEEN ? "" : Spans.number(line.handled()),
                message);
    }

    private static Markup since(DaemonVerdict line, Instant now) {
        return switch (line.condition()) {
            case NEVER_SEEN -> Markup.NONE;
            case RUNNING, STARTING, TROUBLED, CLOSED, STOPPED, SILENT ->
                Markup.of("for {}", Spans.ago(line.since(), now));
            case UNKNOWN -> Markup.of("seen {} ago", Spans.ago(line.since(), now));
        };
    }

    private static Markup work(Queues queues, Instant now) {
        Markup due = queues.due() == 0
                ? Markup.of("0")
                : Markup.of(
                        "{} <span class=\"small\">oldest waits {}</span>",
                        Spans.number(queues.due()),
                        Spans.ago(queues.oldestDue(), now));
        return section(
                "Work",
                line("Tasks ready to send", queues.readyToSend()),
                line("Tasks in progress", queues.inProgress()),
                line("Workunits waiting for validation", queues.waitingForValidation()),
                line("Workunits waiting for assimilation", queues.waitingForAssimilation()),
                line("Workunits waiting for file deletion", queues.workunitsToDelete()),
                line("Tasks waiting for file deletion", queues.resultsToDelete()),
                line("Workunits waiting for the purge", queues.waitingForPurge()),
                row("Workunits due for the transitioner", due));
    }

    private static Markup people(Population population) {
        Population.Group users = population.users();
        Population.Group hosts = population.hosts();
        return Markup.of(
                """
                <section>
                <h2>Who takes part</h2>
                <table>
                <thead><tr><th></th><th class="number">Volunteers</th><th class="number">Computers</th></tr></thead>
                <tbody>
                {}{}{}</tbody>
                </table>
                </section>
                {}""",
                both("With recent credit", users.withRecentCredit(), hosts.withRecentCredit()),
                both("With credit", users.withCredit(), hosts.withCredit()),
                both("New in the last 24 hours", users.registeredLately(), hosts.registeredLately()),
                computing(population));
    }

    private static Markup both(String name, long users, long hosts) {
        return Markup.of("""
                <tr><td class="soft">{}</td><td class="number"><b>{}</b></td><td class="number"><b>{}</b></td></tr>
                """, name, Spans.number(users), Spans.number(hosts));
    }

    private static Markup computing(Population population) {
        return section(
                "Computing",
                row("Speed", Markup.of("{} GFLOPS", Spans.number(population.gigaflops()))),
                row("Credit granted", Markup.of("{}", Spans.number(population.totalCredit()))));
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
                .value()
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
                shortened(row.error()));
    }

    private static Markup source(StatusFacts facts) {
        Markup asOf = facts.work().value().isEmpty()
                ? Markup.of("Nothing is known yet.")
                : Markup.of("As of {}.", Spans.moment(facts.work().takenAt()));
        return Markup.of("""
                <p class="small">{} This page renews itself every half minute. For programs:
                <a href="server_status.php?xml=1">XML</a>, <a href="server_status.php?json=1">JSON</a>.</p>
                """, asOf);
    }

    private static Markup section(String title, Markup... lines) {
        return Markup.of("<section>\n<h2>{}</h2>\n<dl>\n{}</dl>\n</section>\n", title, Markup.all(List.of(lines)));
    }

    private static Markup line(String name, long amount) {
        return row(name, Markup.of("{}", Spans.number(amount)));
    }

    private static Markup row(String name, Markup value) {
        return Markup.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
    }

    private static Markup rows(Stream<Markup> rows) {
        return Markup.all(rows.collect(Collectors.toList()));
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + " …";
    }
}
