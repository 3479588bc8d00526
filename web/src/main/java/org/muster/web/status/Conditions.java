package org.muster.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.files.DiskLevel;

/** What may be wrong with disks and the replica, of which nothing says since when. Pure functions. */
final class Conditions {
    /** The replica cannot be read. */
    static final String REPLICA_AWAY = "replica.away";

    /** The replica shows a state of long ago. */
    static final String REPLICA_BEHIND = "replica.behind";

    /** A replica that is behind by less is as it should be. */
    static final Duration FAR_BEHIND = Duration.ofMinutes(10);

    private Conditions() {}

    /** The name of a disk that has reached a mark. */
    static String disk(DiskLine disk, DiskLevel level) {
        return disk.key() + (level == DiskLevel.CRITICAL ? ".critical" : ".high");
    }

    /**
     * All that was looked at: since when it is wrong as far as this one look tells, or nothing when it is not wrong.
     *
     * @param now when it was looked at
     */
    static Map<String, Optional<Instant>> of(List<DiskLine> disks, ReplicaLag replica, Instant now) {
        Map<String, Optional<Instant>> seen = new HashMap<>();
        disks.stream().filter(DiskLine::seen).forEach(disk -> {
            seen.put(disk(disk, DiskLevel.HIGH), when(disk.level().compareTo(DiskLevel.HIGH) >= 0, now));
            seen.put(disk(disk, DiskLevel.CRITICAL), when(disk.level() == DiskLevel.CRITICAL, now));
        });
        switch (replica) {
            case ReplicaLag.None ignored -> {}
            case ReplicaLag.Away ignored -> seen.put(REPLICA_AWAY, Optional.of(now));
            case ReplicaLag.Behind behind -> {
                seen.put(REPLICA_AWAY, Optional.empty());
                seen.put(REPLICA_BEHIND, when(isFar(behind), now.minusSeconds(behind.seconds())));
            }
        }
        return seen;
    }

    static boolean isFar(ReplicaLag.Behind behind) {
        return behind.seconds() > FAR_BEHIND.toSeconds();
    }

    private static Optional<Instant> when(boolean wrong, Instant moment) {
        return wrong ? Optional.of(moment) : Optional.empty();
    }
}
