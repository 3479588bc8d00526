package org.muster.web.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers since when a daemon is in trouble, which its heartbeat does not say: since this page first saw it so.
 * Thread-safe.
 */
final class TroubleWatch {
    /** One copy of a daemon. */
    private record Copy(String daemon, String host, String shard) {}

    private final Map<Copy, Instant> firstSeen = new HashMap<>();

    /** The same lines; those in trouble with the moment since when they are. */
    synchronized List<DaemonVerdict> dated(List<DaemonVerdict> lines, Instant now) {
        Set<Copy> troubled = new HashSet<>();
        List<DaemonVerdict> dated = lines.stream()
                .map(line -> {
                    if (line.condition() != DaemonCondition.TROUBLED) {
                        return line;
                    }
                    Copy copy = new Copy(line.daemon(), line.host(), line.shard());
                    troubled.add(copy);
                    return line.dated(firstSeen.computeIfAbsent(copy, ignored -> now.truncatedTo(ChronoUnit.SECONDS)));
                })
                .toList();
        firstSeen.keySet().retainAll(troubled);
        return dated;
    }
}
