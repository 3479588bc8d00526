package org.muster.web.admin;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.Database;

/** Work set aside: table {@code blocked_work}. Thread-safe. */
final class BlockedRows {
    private final Database work;

    BlockedRows(Database work) {
        this.work = work;
    }

    /**
     * One row set aside.
     *
     * @param queue whose input it is
     * @param attempts how often it was tried
     * @param error why it cannot be handled
     */
    record Blocked(String queue, long row, int attempts, String error, Instant since) {}

    /** How many there are; few, since each is something that went wrong. */
    long count() {
        return work.read(handle -> handle.createQuery("select count(*) from blocked_work")
                .mapTo(Long.class)
                .one());
    }

    /** Those that were set aside first. */
    List<Blocked> oldest(int most) {
        return work.read(handle -> handle.createQuery("""
                        select queue, row_id, attempts, error, blocked_at
                        from blocked_work
                        order by blocked_at, queue, row_id
                        limit :most
                        """)
                .bind("most", most)
                .map((row, context) -> new Blocked(
                        row.getString("queue"),
                        row.getLong("row_id"),
                        row.getInt("attempts"),
                        row.getString("error"),
                        Instant.ofEpochSecond(row.getLong("blocked_at"))))
                .list());
    }

    /** Lets one go again; 1 when it was set aside. */
    static int retry(Handle handle, String queue, long row) {
        return BlockedWork.release(handle, queue, row) ? 1 : 0;
    }

    /** Lets all of a queue go again; how many there were. */
    static int retryAll(Handle handle, String queue) {
        return handle.createUpdate("delete from blocked_work where queue = :queue")
                .bind("queue", queue)
                .execute();
    }
}
