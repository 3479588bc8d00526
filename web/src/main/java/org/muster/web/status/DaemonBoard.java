package org.muster.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which daemons are shown and how they are: a pure function of all heartbeats and the time. */
final class DaemonBoard {
    /** The daemon that gives out work and takes reports. */
    static final String SCHEDULER = "scheduler";

    /** The daemon that takes finished files. */
    static final String UPLOAD = "file-upload-handler";

    /** The daemons that a project cannot do without, in the order in which work meets them. */
    static final List<String> EXPECTED = List.of(
            "web",
            "splitter",
            "transitioner",
            SCHEDULER,
            UPLOAD,
            "validator",
            "assimilator",
            "file-deleter",
            "db-purge");

    /** A copy that has been gone for so long is history, not news. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

    private DaemonBoard() {}

    /**
     * One line per copy, and one for each expected daemon that nothing is heard of. A copy that is gone is left out
     * once another copy of the same daemon and share of rows has started after it was last heard of.
     *
     * @param lastRead when the heartbeats were read while the database is away; nothing while it is there
     */
    static List<DaemonVerdict> lines(List<Heartbeat> beats, Optional<Instant> lastRead, Instant now) {
        List<DaemonVerdict> lines = new ArrayList<>();
        for (Heartbeat beat : beats) {
            DaemonVerdict verdict = DaemonVerdict.of(beat, now).restarted(Restarts.of(beat, beats));
            if (verdict.condition().isAlive() || !isHistory(beat, beats, now)) {
                lines.add(
                        ranAtLastRead(beat, lastRead) && !verdict.condition().isAlive()
                                ? verdict.as(DaemonCondition.UNKNOWN)
                                : verdict);
            }
        }
        for (String daemon : EXPECTED) {
            if (lines.stream().noneMatch(line -> line.daemon().equals(daemon))) {
                lines.add(DaemonVerdict.neverSeen(daemon));
            }
        }
        lines.sort(Comparator.comparingInt(DaemonBoard::place)
                .thenComparing(DaemonVerdict::daemon)
                .thenComparing(DaemonVerdict::shard)
                .thenComparing(DaemonVerdict::host)
                .thenComparing(DaemonVerdict::since));
        return List.copyOf(lines);
    }

    private static boolean ranAtLastRead(Heartbeat beat, Optional<Instant> lastRead) {
        return lastRead.filter(read -> DaemonVerdict.of(beat, read).condition().isAlive())
                .isPresent();
    }

    private static boolean isHistory(Heartbeat gone, List<Heartbeat> beats, Instant now) {
        return gone.beatAt().isBefore(now.minus(FORGOTTEN_AFTER))
                || beats.stream()
                        .anyMatch(other -> other.daemon().equals(gone.daemon())
                                && other.shard().equals(gone.shard())
                                && other.startedAt().isAfter(gone.startedAt())
                                && !other.startedAt().isBefore(gone.beatAt()));
    }

    private static int place(DaemonVerdict line) {
        int place = EXPECTED.indexOf(line.daemon());
        return place < 0 ? EXPECTED.size() : place;
    }
}
