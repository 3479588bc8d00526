package org.muster.scheduler.work;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Shard;
import org.muster.common.model.ServerState;
import org.muster.common.store.ManyRows;

/** Finds the tasks that wait to be given out. */
final class UnsentRows {

    private UnsentRows() {}

    /** A task in the order in which an application's tasks go out: highest priority, then lowest workunit. */
    record Place(int priority, long workunitId, long resultId) {

        /** Before all others. */
        static final Place BEGINNING = new Place(Integer.MAX_VALUE, 0, 0);
    }

    /** What results of a workunit that was given out have in common. */
    record Common(int homogeneousClass, long versionId) {}

    /**
     * An application's next tasks.
     *
     * @param after the place behind which to begin
     */
    static List<Place> next(Handle handle, Shard shard, long application, Place after, int limit) {
        return handle.createQuery("""
                        select r.id, r.priority, r.workunitid
                        from result r
                          join workunit w on w.id = r.workunitid
                          left join blocked_work b on b.queue = :queue and b.row_id = r.id
                        where r.appid = :app and r.server_state = :unsent and w.transitioner_flags = 0
                          and w.error_mask = 0 and b.row_id is null and mod(r.id, :shards) = :shard
                          and r.priority <= :priority
                          and (r.priority < :priority or r.workunitid > :workunit
                            or (r.workunitid = :workunit and r.id > :result))
                        order by r.priority desc, r.workunitid, r.id
                        limit :limit
                        """)
                .bind("queue", JobRows.QUEUE)
                .bind("app", application)
                .bind("unsent", ServerState.UNSENT.code())
                .bind("shards", shard.count())
                .bind("shard", shard.index())
                .bind("priority", after.priority())
                .bind("workunit", after.workunitId())
                .bind("result", after.resultId())
                .bind("limit", limit)
                .map((row, context) -> new Place(row.getInt("priority"), row.getLong("workunitid"), row.getLong("id")))
                .list();
    }

    /** Which of these are still to be given out, and what their workunits' results have in common by now. */
    static Map<Long, Common> stillUnsent(Handle handle, Collection<Long> results) {
        Map<Long, Common> unsent = new HashMap<>();
        ManyRows.select(
                handle,
                """
                select r.id, w.hr_class, w.app_version_id from result r join workunit w on w.id = r.workunitid
                where r.id in {ids} and r.server_state = %d
                """.formatted(ServerState.UNSENT.code()),
                results,
                row -> unsent.put(
                        row.getLong("id"), new Common(row.getInt("hr_class"), row.getLong("app_version_id"))));
        return unsent;
    }
}
