package org.muster.web.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.web.counts.WorkQueue;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** The queues in the order in which work goes through them, and what comes back. Pure functions. */
final class WorkTiles {
    private WorkTiles() {}

    static Markup section(StatusFacts facts, StatusView view) {
        List<Markup> tiles = new ArrayList<>();
        tiles.add(queue(WorkQueue.READY_TO_SEND, "Tasks ready to send", facts, view));
        tiles.add(queue(WorkQueue.IN_PROGRESS, "Tasks in progress", facts, view));
        tiles.add(received(facts, view));
        tiles.add(queue(WorkQueue.DUE, "Workunits due for the transitioner", facts, view));
        tiles.add(queue(WorkQueue.TO_VALIDATE, "Workunits waiting for validation", facts, view));
        tiles.add(queue(WorkQueue.TO_ASSIMILATE, "Workunits waiting for assimilation", facts, view));
        tiles.add(queue(WorkQueue.INPUTS_TO_DELETE, "Workunits waiting for file deletion", facts, view));
        tiles.add(queue(WorkQueue.OUTPUTS_TO_DELETE, "Tasks waiting for file deletion", facts, view));
        tiles.add(queue(WorkQueue.TO_PURGE, "Workunits waiting for the purge", facts, view));
        return Markup.of("""
                <section>
                <h2>Work</h2>
                <div class="tiles">
                {}</div>
                </section>
                """, Markup.all(tiles));
    }

    private static Markup queue(WorkQueue queue, String title, StatusFacts facts, StatusView view) {
        Optional<QueueFigure> figure = facts.queues().map(queues -> queues.figure(queue));
        return new Tile(
                        Part.name(queue.key()),
                        title,
                        figure.map(known -> Markup.of("{}", Spans.number(known.amount())))
                                .orElse(Markup.of("{}", "is being counted")),
                        figure.map(known -> oldest(known, facts.now())).orElse(Markup.NONE),
                        Optional.of(Chart.of(title, history(facts, "queue." + queue.key()), "", facts.now())))
                .element(view);
    }

    private static Markup oldest(QueueFigure figure, Instant now) {
        return figure.amount() == 0 || figure.oldest().equals(Instant.EPOCH)
                ? Markup.of("{}", "nothing waits")
                : Markup.of("the oldest for {}", Spans.ago(figure.oldest(), now));
    }

    private static Markup received(StatusFacts facts, StatusView view) {
        String title = "Results received in an hour";
        return new Tile(
                        "received",
                        title,
                        Markup.of("{}", Spans.number(facts.receivedLastHour())),
                        Markup.of("{}", "in the last hour"),
                        Optional.of(Chart.of(
                                title, history(facts, "results_received").perHour(), "", facts.now())))
                .element(view);
    }

    static History history(StatusFacts facts, String name) {
        return facts.history().getOrDefault(name, History.NONE);
    }
}
