package org.muster.common.store;

import org.jdbi.v3.core.Handle;

/** Rows that a daemon could not handle, set aside with the reason: table {@code blocked_work}. */
public final class BlockedWork {
    private BlockedWork() {}

    /** Sets a row of a queue aside, or counts one more attempt when it already is. */
    public static void block(Handle handle, String queue, long rowId, String error, long now) {
        handle.createUpdate("""
                        insert into blocked_work (queue, row_id, attempts, error, blocked_at)
                        values (:queue, :row, 1, :error, :now)
                        on duplicate key update attempts = attempts + 1, error = :error, blocked_at = :now
                        """)
                .bind("queue", queue)
                .bind("row", rowId)
                .bind("error", error)
                .bind("now", now)
                .execute();
    }

    /** Lets a row go again; true when it was set aside. */
    public static boolean release(Handle handle, String queue, long rowId) {
        return handle.createUpdate("delete from blocked_work where queue = :queue and row_id = :row")
                        .bind("queue", queue)
                        .bind("row", rowId)
                        .execute()
                == 1;
    }
}
