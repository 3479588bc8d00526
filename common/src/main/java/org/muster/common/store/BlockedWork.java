package org.muster.common.store;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Sets rows of a queue aside, each with its reason, by one statement. */
    public static void block(Handle handle, String queue, Map<Long, String> errors, long now) {
        List<List<Object>> rows = errors.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> List.<Object>of(queue, entry.getKey(), entry.getValue(), now))
                .toList();
        ManyRows.update(handle, """
                insert into blocked_work (queue, row_id, attempts, error, blocked_at)
                select r.queue, r.row_id, 1, r.error, r.blocked_at from {rows} r
                on duplicate key update attempts = attempts + 1, error = r.error, blocked_at = r.blocked_at
                """, List.of("queue", "row_id", "error", "blocked_at"), rows);
    }

    /**
     * Lets those of the rows go again that were set aside, for example because they have been handled. Looks first: nearly
     * always there are none, and a look at a range costs less than naming every row.
     */
    public static void release(Handle handle, String queue, Collection<Long> rowIds) {
        if (rowIds.isEmpty()) {
            return;
        }
        Set<Long> handled = new HashSet<>(rowIds);
        List<Long> blocked = handle.createQuery("""
                        select row_id from blocked_work where queue = :queue and row_id between :first and :last
                        order by row_id
                        """)
                .bind("queue", queue)
                .bind("first", Collections.min(handled))
                .bind("last", Collections.max(handled))
                .mapTo(Long.class)
                .filter(handled::contains)
                .list();
        ManyRows.update(handle, "delete from blocked_work where queue = ? and row_id in {ids}", blocked, queue);
    }
}
