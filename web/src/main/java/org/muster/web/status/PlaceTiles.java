package org.muster.web.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.web.page.Markup;
import org.muster.web.page.Spans;

/** Disks, the copy of the database, and recordings. Pure functions. */
final class PlaceTiles {
    private static final double GIGABYTE = 1e9;

    private PlaceTiles() {}

    static Markup section(StatusFacts facts, StatusView view) {
        List<Markup> tiles = new ArrayList<>();
        facts.disks().forEach(disk -> tiles.add(disk(disk, facts).element(view)));
        tiles.add(replica(facts).element(view));
        return Markup.of("""
                <section>
                <h2>Disks and copies</h2>
                <div class="tiles">
                {}</div>
                </section>
                """, Markup.all(tiles));
    }

    static Markup recordings(StatusFacts facts, StatusView view) {
        List<Part> rows = facts.recordings().stream()
                .map(recording -> Part.of(
                        Part.name("recording", recording.name()),
                        "li",
                        "",
                        Markup.of(
                                "<b>{}</b> <progress max=\"{}\" value=\"{}\"></progress> "
                                        + "<span class=\"small\">{} of {}, {}&nbsp;%</span>",
                                recording.name(),
                                Math.max(1, recording.total()),
                                Math.min(recording.pieces(), recording.total()),
                                Spans.number(recording.pieces()),
                                Spans.count(recording.total(), "piece"),
                                String.format(Locale.ROOT, "%.0f", Math.floor(recording.percent())))))
                .toList();
        return Markup.of(
                "<section>\n<h2>Recordings</h2>\n{}{}</section>\n",
                view.part(
                        "recordings-note",
                        "p",
                        " class=\"small\"",
                        Markup.of(
                                "{}",
                                rows.isEmpty()
                                        ? "None has been cut yet."
                                        : "How far each is cut into workunits; those under way come first.")),
                view.list("recordings", "ul", " class=\"recordings\"", rows));
    }

    private static Tile disk(DiskLine disk, StatusFacts facts) {
        String title = "Disk of the " + disk.title();
        return new Tile(
                Part.name("disk", disk.title()),
                title,
                Markup.of("{}", disk.seen() ? percent(disk.usedPercent()) + " full" : "not seen from here"),
                note(disk),
                Optional.of(Chart.of(title, WorkTiles.history(facts, disk.key()), " %", facts.now())));
    }

    private static Markup note(DiskLine disk) {
        if (!disk.seen()) {
            return Markup.of("{}", "its directory is not there, or on another machine");
        }
        String free = String.format(Locale.ROOT, "%,.0f GB free", Math.floor(disk.freeBytes() / GIGABYTE));
        return switch (disk.level()) {
            case NORMAL -> Markup.of("{}", free);
            case HIGH -> Markup.of("<span class=\"pill warning\">{}</span> {}", "no new work is cut", free);
            case CRITICAL ->
                Markup.of("<span class=\"pill bad\">{}</span> {}", "no new work, optional files wait", free);
        };
    }

    private static Tile replica(StatusFacts facts) {
        History history = WorkTiles.history(facts, "replica");
        return switch (facts.replica()) {
            case ReplicaLag.None ignored ->
                replica(Markup.of("{}", "none"), Markup.of("{}", "no copy is configured"), Optional.empty());
            case ReplicaLag.Away away ->
                replica(Markup.of("{}", "out of reach"), Markup.of("{}", away.reason()), Optional.empty());
            case ReplicaLag.Behind behind ->
                replica(
                        Markup.of("{}", Spans.count(behind.seconds(), "second") + " behind"),
                        Markup.NONE,
                        Optional.of(Chart.of("Lag of the replica", history, " s", facts.now())));
        };
    }

    private static Tile replica(Markup value, Markup note, Optional<Markup> chart) {
        return new Tile("replica", "Database replica", value, note, chart);
    }

    /** Rounded down to whole percent, so that it does not change all the time. */
    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.0f %%", Math.floor(percent));
    }
}
