package org.muster.web.statistics;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.store.Database;
import org.muster.common.store.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which database the export reads, and how gently: the replica where there is one and it is not behind, otherwise the master,
 * which rests between two steps as long as a step took, so that the daemons keep most of it.
 *
 * @param database what is read
 * @param name for people
 * @param restsFor how long a pause follows a step, as a multiple of the step's length
 */
record ExportSource(Database database, String name, int restsFor) {
    private static final Logger LOG = LoggerFactory.getLogger(ExportSource.class);
    /** Beats are a few seconds apart; a replica that has seen one of the last minute is near enough for figures of a day. */
    static final Duration MOST_BEHIND = Duration.ofSeconds(60);

    private static final String LAST_BEAT = "select max(beat_at) from daemon_heartbeat";

    static ExportSource choose(Database master, Optional<Database> replica) {
        if (replica.isPresent() && isUsable(lastBeat(master), lastBeat(replica.get()))) {
            return new ExportSource(replica.get(), "replica", 0);
        }
        return new ExportSource(master, "master", 1);
    }

    /**
     * Whether the replica is good enough.
     *
     * @param master newest heartbeat in the master, Unix seconds; nothing when no daemon ever ran, or it is out of reach
     * @param replica the same in the replica
     */
    static boolean isUsable(OptionalLong master, OptionalLong replica) {
        return replica.isPresent()
                && (master.isEmpty() || master.getAsLong() - replica.getAsLong() <= MOST_BEHIND.toSeconds());
    }

    private static OptionalLong lastBeat(Database database) {
        try {
            return database.read(handle ->
                            handle.createQuery(LAST_BEAT).mapTo(Long.class).findOne())
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        } catch (DatabaseUnavailableException away) {
            LOG.warn("The statistics export does without a database: {}", away.getMessage());
            return OptionalLong.empty();
        }
    }
}
