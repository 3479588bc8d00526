package org.muster.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.common.files.DiskLevel;
import org.muster.web.counts.Since;

/** Since when something is wrong that does not say so itself. */
final class SinceWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Map<String, Optional<Instant>> CALM = Map.of("a", Optional.empty());

    private final SinceWatch watch = new SinceWatch();

    @Test
    void what_begins_while_somebody_looks_began_then() {
        watch.dated(CALM, List.of());

        assertThat(watch.dated(wrong(NOW), List.of())).containsEntry("a", new Since("a", NOW, false));
        assertThat(watch.dated(wrong(NOW.plusSeconds(60)), List.of()))
                .as("later looks change nothing")
                .containsEntry("a", new Since("a", NOW, false));
    }

    @Test
    void what_is_wrong_at_the_first_look_may_have_begun_earlier() {
        assertThat(watch.dated(wrong(NOW), List.of())).containsEntry("a", new Since("a", NOW, true));
    }

    @Test
    void what_was_written_down_before_a_restart_counts_however_late_it_is_read() {
        Since before = new Since("a", NOW.minusSeconds(3000), false);

        watch.dated(wrong(NOW), List.of());

        assertThat(watch.dated(wrong(NOW.plusSeconds(2)), List.of(before))).containsEntry("a", before);
        assertThat(watch.dated(wrong(NOW.plusSeconds(4)), List.of())).containsEntry("a", before);
    }

    @Test
    void what_is_over_is_forgotten_and_begins_anew() {
        watch.dated(wrong(NOW), List.of());

        assertThat(watch.dated(CALM, List.of(new Since("a", NOW, false)))).isEmpty();
        assertThat(watch.dated(wrong(NOW.plusSeconds(600)), List.of()))
                .containsEntry("a", new Since("a", NOW.plusSeconds(600), false));
    }

    @Test
    void what_cannot_be_seen_at_the_moment_is_not_over() {
        watch.dated(CALM, List.of());
        watch.dated(wrong(NOW), List.of());

        watch.dated(Map.of(), List.of());

        assertThat(watch.dated(wrong(NOW.plusSeconds(60)), List.of())).containsEntry("a", new Since("a", NOW, false));
    }

    @Test
    void both_marks_of_a_disk_and_both_troubles_of_a_replica_are_looked_at() {
        DiskLine high = new DiskLine("uploads", Path.of("/u"), true, 96, 1, DiskLevel.HIGH);
        DiskLine critical = new DiskLine("downloads 2", Path.of("/d"), true, 99, 1, DiskLevel.CRITICAL);
        DiskLine unseen = new DiskLine("downloads 1", Path.of("/e"), false, 0, 0, DiskLevel.NORMAL);

        assertThat(Conditions.of(List.of(high, critical, unseen), new ReplicaLag.Behind(700), NOW))
                .isEqualTo(Map.of(
                        "disk.uploads.high", Optional.of(NOW),
                        "disk.uploads.critical", Optional.empty(),
                        "disk.downloads_2.high", Optional.of(NOW),
                        "disk.downloads_2.critical", Optional.of(NOW),
                        "replica.away", Optional.empty(),
                        "replica.behind", Optional.of(NOW.minusSeconds(700))));
        assertThat(Conditions.of(List.of(), new ReplicaLag.Away("gone"), NOW))
                .isEqualTo(Map.of("replica.away", Optional.of(NOW)));
        assertThat(Conditions.of(List.of(), new ReplicaLag.None(), NOW)).isEmpty();
    }

    private static Map<String, Optional<Instant>> wrong(Instant when) {
        return Map.of("a", Optional.of(when));
    }
}
