package org.muster.web.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.web.counts.Since;

/**
 * Remembers since when something is wrong that does not say so itself: since this process first saw it, or since another
 * saw it before and wrote it down. Thread-safe.
 */
final class SinceWatch {
    private final Set<String> lookedAt = new HashSet<>();
    private final Map<String, Since> lasting = new HashMap<>();

    /**
     * What is wrong, by name.
     *
     * @param seen what was looked at now, see {@link Conditions#of}
     * @param writtenDown what the table says
     */
    synchronized Map<String, Since> dated(Map<String, Optional<Instant>> seen, Collection<Since> writtenDown) {
        seen.forEach((name, wrong) -> wrong.ifPresentOrElse(
                begun -> lasting.computeIfAbsent(
                        name,
                        ignored -> new Since(name, begun.truncatedTo(ChronoUnit.SECONDS), !lookedAt.contains(name))),
                () -> lasting.remove(name)));
        lookedAt.addAll(seen.keySet());
        writtenDown.forEach(written -> lasting.computeIfPresent(
                written.name(), (name, mine) -> written.moment().isBefore(mine.moment()) ? written : mine));
        return Map.copyOf(lasting);
    }
}
