package org.muster.filedeleter.sweep;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;

/**
 * Walks that go on where they were, each in one hand at a time: the rows of {@code file_walk}. A walker that falls silent
 * loses its walk to the next one that asks. Thread-safe.
 */
final class WalkLedger {

    /** How long a walker may be silent. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final Database work;
    private final InstantSource clock;
    private final String holder;

    /**
     * A ledger for one walker.
     *
     * @param holder a name that no other walker ever has
     */
    WalkLedger(Database work, InstantSource clock, String holder) {
        this.work = work;
        this.clock = clock;
        this.holder = holder;
    }

    private record Row(String position, long beganAt, String holder, long leaseUntil) {

        boolean isBegun() {
            return !position.isEmpty();
        }

        /** Whether somebody may take it now who has this name. */
        boolean isOpen(String taker, long now, Duration betweenRounds) {
            boolean free = holder.equals(taker) || leaseUntil < now;
            return free && (isBegun() || now >= beganAt + betweenRounds.toSeconds());
        }
    }

    /**
     * Takes a walk that nobody has and that is due: broken off, or begun so long ago that the next round is due. Mostly it is
     * not, so a look comes first.
     *
     * @return where to go on, empty text at the beginning; nothing when it is not due or somebody else has it
     */
    Optional<String> take(String walk, Duration betweenRounds) {
        long now = now();
        Optional<Row> seen = work.read(handle -> row(handle, walk, ""));
        if (seen.isPresent() && !seen.get().isOpen(holder, now, betweenRounds)) {
            return Optional.empty();
        }
        return work.transact(handle -> {
            Row row = lock(handle, walk);
            if (!row.isOpen(holder, now, betweenRounds)) {
                return Optional.<String>empty();
            }
            handle.createUpdate("""
                            update file_walk set holder = :holder, lease_until = :until, began_at = :began
                            where walk = :walk
                            """)
                    .bind("holder", holder)
                    .bind("until", now + LEASE.toSeconds())
                    .bind("began", row.isBegun() ? row.beganAt() : now)
                    .bind("walk", walk)
                    .execute();
            return Optional.of(row.position());
        });
    }

    /** Notes how far a walk is, in the caller's transaction; false when somebody else has it now. */
    boolean moveTo(Handle handle, String walk, String position) {
        return handle.createUpdate("""
                                update file_walk set position = :position, lease_until = :until
                                where walk = :walk and holder = :holder
                                """)
                        .bind("position", position)
                        .bind("until", now() + LEASE.toSeconds())
                        .bind("walk", walk)
                        .bind("holder", holder)
                        .execute()
                == 1;
    }

    /** Keeps a walk; false when somebody else has it now. */
    boolean renew(String walk) {
        return work.transact(handle -> handle.createUpdate("""
                                        update file_walk set lease_until = :until where walk = :walk and holder = :holder
                                        """)
                        .bind("until", now() + LEASE.toSeconds())
                        .bind("walk", walk)
                        .bind("holder", holder)
                        .execute()
                == 1);
    }

    /** Ends a round, in the caller's transaction; the next begins where the first one did. */
    void finish(Handle handle, String walk) {
        handle.createUpdate("""
                        update file_walk set position = '', holder = '', lease_until = 0, round = round + 1
                        where walk = :walk and holder = :holder
                        """).bind("walk", walk).bind("holder", holder).execute();
    }

    /** Lets a walk go where it is. */
    void letGo(String walk) {
        work.write(handle -> handle.createUpdate(
                        "update file_walk set holder = '', lease_until = 0 where walk = :walk and holder = :holder")
                .bind("walk", walk)
                .bind("holder", holder)
                .execute());
    }

    private static Row lock(Handle handle, String walk) {
        handle.createUpdate("insert ignore into file_walk (walk) values (:walk)")
                .bind("walk", walk)
                .execute();
        return row(handle, walk, "for update").orElseThrow();
    }

    private static Optional<Row> row(Handle handle, String walk, String lock) {
        return handle.createQuery(
                        "select position, began_at, holder, lease_until from file_walk where walk = :walk " + lock)
                .bind("walk", walk)
                .map((row, context) -> new Row(
                        row.getString("position"),
                        row.getLong("began_at"),
                        row.getString("holder"),
                        row.getLong("lease_until")))
                .findOne();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
