package org.muster.filedeleter;

import static java.util.stream.Collectors.partitioningBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Shard;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;

/**
 * Shares a queue between copies without a transaction that stays open while files are deleted, and without a row for each
 * row: a claim is the range from the first to the last id of a batch. Another copy takes the READY rows that are in no
 * claim's range. A claim whose deleter died ends with its lease. Claims only save work: deleting twice does no harm.
 * Thread-safe.
 */
final class DeletionClaims {

    /** How long a deleter may be silent before its batch is open to others. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /**
     * A batch that is this copy's.
     *
     * @param id of the claim
     * @param rows ids of the rows that were READY, ascending
     */
    record Claim(long id, List<Long> rows) {}

    private record Range(long id, long first, long last, long leaseUntil) {}

    private final Database work;
    private final DeletionQueue queue;
    private final Shard shard;
    private final InstantSource clock;
    private final String name;

    DeletionClaims(Database work, DeletionQueue queue, Shard shard, InstantSource clock) {
        this.work = work;
        this.queue = queue;
        this.shard = shard;
        this.clock = clock;
        this.name = queue.loopName() + " " + shard;
    }

    /** Whether any row waits, claimed or not. */
    boolean isAnyReady() {
        return !work.read(handle -> ready(handle, List.of(), 1)).isEmpty();
    }

    /** Takes the first rows that nobody has; empty when there are none. */
    Optional<Claim> take(int limit) {
        long now = now();
        return work.transact(handle -> {
            oneAtATime(handle);
            Map<Boolean, List<Range>> alive =
                    ranges(handle).stream().collect(partitioningBy(range -> range.leaseUntil() >= now));
            ManyRows.update(
                    handle,
                    "delete from deletion_claim where id in {ids}",
                    alive.get(false).stream().map(Range::id).toList());
            List<Long> rows = ready(handle, alive.get(true), limit);
            return rows.isEmpty() ? Optional.<Claim>empty() : Optional.of(new Claim(insert(handle, rows, now), rows));
        });
    }

    /** Says that the claim's deleter is alive. */
    void renew(Claim claim) {
        work.write(handle -> handle.createUpdate("update deletion_claim set lease_until = :until where id = :id")
                .bind("until", now() + LEASE.toSeconds())
                .bind("id", claim.id())
                .execute());
    }

    /** Ends a claim; its rows that still are READY are open to all. */
    static void end(Handle handle, Claim claim) {
        handle.createUpdate("delete from deletion_claim where id = :id")
                .bind("id", claim.id())
                .execute();
    }

    private void oneAtATime(Handle handle) {
        if (locked(handle).isEmpty()) {
            handle.createUpdate("insert ignore into file_walk (walk) values (:queue)")
                    .bind("queue", name)
                    .execute();
            locked(handle);
        }
    }

    private Optional<String> locked(Handle handle) {
        return handle.createQuery("select walk from file_walk where walk = :queue for update")
                .bind("queue", name)
                .mapTo(String.class)
                .findOne();
    }

    private List<Range> ranges(Handle handle) {
        return handle.createQuery("select id, first_id, last_id, lease_until from deletion_claim where queue = :queue")
                .bind("queue", name)
                .map((row, context) -> new Range(
                        row.getLong("id"), row.getLong("first_id"), row.getLong("last_id"), row.getLong("lease_until")))
                .list();
    }

    private List<Long> ready(Handle handle, List<Range> claimed, int limit) {
        String others = claimed.stream()
                .map(range -> "and id not between " + range.first() + " and " + range.last())
                .collect(Collectors.joining(" "));
        return handle.createQuery(queue.readyQuery().replace("{claimed}", others))
                .bind("shards", shard.count())
                .bind("shard", shard.index())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    private long insert(Handle handle, List<Long> rows, long now) {
        return handle.createUpdate("""
                        insert into deletion_claim (queue, first_id, last_id, lease_until)
                        values (:queue, :first, :last, :until)
                        """)
                .bind("queue", name)
                .bind("first", rows.getFirst())
                .bind("last", rows.getLast())
                .bind("until", now + LEASE.toSeconds())
                .executeAndReturnGeneratedKeys()
                .mapTo(Long.class)
                .one();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
