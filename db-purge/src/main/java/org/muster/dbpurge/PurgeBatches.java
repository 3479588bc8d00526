package org.muster.dbpurge;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;

/**
 * The life of a batch in {@code purge_batch} and {@code purge_member}.
 *
 * <pre>
 *           claim             finish
 *   (none) ───────► WRITING ──────────► DONE     the archive counts
 *                      │
 *                      │ take over, give up
 *                      └──────────────► GIVEN_UP its files are removed, later its row
 * </pre>
 *
 * <p>A batch that its purge lets go silent past its lease is given up, and its workunits move to a new batch with a
 * new archive. So no two attempts ever write the same file, and an attempt that wakes up late finds its batch given up
 * and removes what it wrote.
 */
final class PurgeBatches {

    private static final int WRITING = 1;
    private static final int DONE = 2;
    private static final int GIVEN_UP = 3;

    private PurgeBatches() {}

    /** The newest time stamp that an archive has; 0 if there is none. */
    static long newestArchive(Handle handle) {
        return handle.createQuery("select coalesce(max(archive_time), 0) from purge_batch")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Begins a batch of those workunits that no other batch holds.
     *
     * @param workunits ids, ascending
     * @return nothing if another purge was faster with all of them, or with the time stamp
     */
    static Optional<PurgeBatch> claim(Handle handle, List<Long> workunits, long archiveTime, long leaseUntil) {
        Optional<PurgeBatch> begun = begin(handle, archiveTime, leaseUntil);
        if (begun.isEmpty()) {
            return begun;
        }
        List<List<Object>> members = workunits.stream()
                .map(workunit -> List.<Object>of(workunit, begun.get().id()))
                .toList();
        ManyRows.insertIgnore(handle, "purge_member", List.of("workunitid", "batch_id"), members);
        if (members(handle, begun.get()).isEmpty()) {
            delete(handle, begun.get());
            return Optional.empty();
        }
        return begun;
    }

    /** Gives up a batch whose lease has run out, and begins a new one with its workunits. */
    static Optional<PurgeBatch> takeOver(Handle handle, long now, long archiveTime, long leaseUntil) {
        Optional<Long> silent = handle.createQuery("""
                        select id from purge_batch where state = :writing and lease_until < :now
                        order by id limit 1 for update skip locked
                        """)
                .bind("writing", WRITING)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne();
        if (silent.isEmpty()) {
            return Optional.empty();
        }
        Optional<PurgeBatch> begun = begin(handle, archiveTime, leaseUntil);
        if (begun.isEmpty()) {
            return begun;
        }
        setState(handle, silent.get(), GIVEN_UP);
        handle.createUpdate("update purge_member set batch_id = :batch where batch_id = :silent")
                .bind("batch", begun.get().id())
                .bind("silent", silent.get())
                .execute();
        return begun;
    }

    /** The ids of a batch's workunits, ascending. */
    static List<Long> members(Handle handle, PurgeBatch batch) {
        return handle.createQuery("select workunitid from purge_member where batch_id = :batch order by workunitid")
                .bind("batch", batch.id())
                .mapTo(Long.class)
                .list();
    }

    /** Asks for more time; false if the batch has been given up. */
    static boolean renew(Handle handle, PurgeBatch batch, long leaseUntil) {
        handle.createUpdate("update purge_batch set lease_until = :until where id = :batch and state = :writing")
                .bind("until", leaseUntil)
                .bind("batch", batch.id())
                .bind("writing", WRITING)
                .execute();
        return isBeingWritten(handle, batch);
    }

    /** Whether the batch has not been given up; keeps everybody from doing so until the transaction ends. */
    static boolean isBeingWritten(Handle handle, PurgeBatch batch) {
        return handle.createQuery("select id from purge_batch where id = :batch and state = :writing for update")
                .bind("batch", batch.id())
                .bind("writing", WRITING)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** Ends a batch whose rows are removed in this transaction. */
    static void done(Handle handle, PurgeBatch batch, long workunits, long results) {
        forgetMembers(handle, batch);
        handle.createUpdate("""
                        update purge_batch set state = :done, workunits = :workunits, results = :results
                        where id = :batch
                        """)
                .bind("done", DONE)
                .bind("workunits", workunits)
                .bind("results", results)
                .bind("batch", batch.id())
                .execute();
    }

    /** Lets the workunits of a batch go; its files are to be removed. Does nothing to a batch that is done. */
    static void giveUp(Handle handle, PurgeBatch batch) {
        if (isBeingWritten(handle, batch)) {
            forgetMembers(handle, batch);
            setState(handle, batch.id(), GIVEN_UP);
        }
    }

    /** The batches that were given up and are remembered. */
    static List<PurgeBatch> givenUp(Handle handle) {
        return handle.createQuery("select id, archive_time from purge_batch where state = :givenUp order by id")
                .bind("givenUp", GIVEN_UP)
                .map((row, context) -> new PurgeBatch(row.getLong("id"), row.getLong("archive_time")))
                .list();
    }

    /** Forgets the batches that were given up and whose lease ran out before then; returns how many. */
    static int forgetGivenUp(Handle handle, long leaseBefore) {
        return handle.createUpdate("delete from purge_batch where state = :givenUp and lease_until < :before")
                .bind("givenUp", GIVEN_UP)
                .bind("before", leaseBefore)
                .execute();
    }

    private static Optional<PurgeBatch> begin(Handle handle, long archiveTime, long leaseUntil) {
        return handle.createUpdate("""
                        insert ignore into purge_batch (archive_time, state, lease_until)
                        values (:time, :writing, :until)
                        """)
                .bind("time", archiveTime)
                .bind("writing", WRITING)
                .bind("until", leaseUntil)
                .executeAndReturnGeneratedKeys()
                .mapTo(Long.class)
                .findOne()
                .map(id -> new PurgeBatch(id, archiveTime));
    }

    private static void setState(Handle handle, long batch, int state) {
        handle.createUpdate("update purge_batch set state = :state where id = :batch")
                .bind("state", state)
                .bind("batch", batch)
                .execute();
    }

    private static void delete(Handle handle, PurgeBatch batch) {
        handle.createUpdate("delete from purge_batch where id = :batch")
                .bind("batch", batch.id())
                .execute();
    }

    private static void forgetMembers(Handle handle, PurgeBatch batch) {
        handle.createUpdate("delete from purge_member where batch_id = :batch")
                .bind("batch", batch.id())
                .execute();
    }
}
