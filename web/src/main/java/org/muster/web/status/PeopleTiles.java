package org.muster.web.status;

import java.util.List;
import java.util.Optional;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** Who takes part, and what they compute. Pure functions. */
final class PeopleTiles {
    private PeopleTiles() {}

    static Markup section(StatusFacts facts, StatusView view) {
        Optional<Population> people = facts.population();
        return Markup.of(
                """
                <section>
                <h2>Who takes part</h2>
                <div class="tiles">
                {}</div>
                </section>
                """,
                Markup.all(List.of(
                        group("users", "Volunteers with credit", "user.credit", people.map(Population::users), facts)
                                .element(view),
                        group("hosts", "Computers with credit", "host.credit", people.map(Population::hosts), facts)
                                .element(view),
                        new Tile(
                                        "speed",
                                        "Speed",
                                        people.map(known -> Markup.of("{} GFLOPS", Spans.number(known.gigaflops())))
                                                .orElse(Markup.of("{}", "is being counted")),
                                        people.map(known -> Markup.of(
                                                        "{} of credit granted", Spans.number(known.totalCredit())))
                                                .orElse(Markup.NONE),
                                        Optional.of(Chart.of(
                                                "Speed",
                                                WorkTiles.history(facts, "gigaflops"),
                                                " GFLOPS",
                                                facts.now())))
                                .element(view))));
    }

    private static Tile group(
            String name, String title, String series, Optional<Population.Group> group, StatusFacts facts) {
        return new Tile(
                name,
                title,
                group.map(known -> Markup.of("{}", Spans.number(known.withCredit())))
                        .orElse(Markup.of("{}", "is being counted")),
                group.map(known -> Markup.of(
                                "{} with recent credit, {} new in 24 hours",
                                Spans.number(known.withRecentCredit()),
                                Spans.number(known.registeredLately())))
                        .orElse(Markup.NONE),
                Optional.of(Chart.of(title, WorkTiles.history(facts, series), "", facts.now())));
    }
}
