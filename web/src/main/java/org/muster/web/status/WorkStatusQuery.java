package org.muster.web.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.ServerState;

/**
 * The queries behind the status page that are run every few seconds. Each counts along an index of one table; results
 * that are over, which is most of them, are never touched.
 */
final class WorkStatusQuery {
    private static final int SHOWN_BLOCKED = 50;

    private WorkStatusQuery() {}

    static WorkStatus read(Handle handle, Instant now) {
        List<ResultCount> results = resultCounts(handle);
        return new WorkStatus(heartbeats(handle), queues(handle, results, now), apps(handle, results), blocked(handle));
    }

    /** How many results of an application are in a state; for files to be deleted, of all applications together. */
    private record ResultCount(String kind, long app, int state, long amount) {}

    private record WorkunitCount(long amount, Instant oldest) {}

    private static List<ResultCount> resultCounts(Handle handle) {
        return handle.createQuery("""
                        select 'server' as kind, appid, server_state as state, count(*) as amount
                        from result where server_state in (:unsent, :inProgress)
                        group by appid, server_state
                        union all
                        select 'delete', 0, file_delete_state, count(*)
                        from result where file_delete_state in (:ready, :failed)
                        group by file_delete_state
                        """)
                .bind("unsent", ServerState.UNSENT.code())
                .bind("inProgress", ServerState.IN_PROGRESS.code())
                .bind("ready", FileDeleteState.READY.code())
                .bind("failed", FileDeleteState.ERROR.code())
                .map((row, context) -> new ResultCount(
                        row.getString("kind"), row.getLong("appid"), row.getInt("state"), row.getLong("amount")))
                .list();
    }

    private static Queues queues(Handle handle, List<ResultCount> results, Instant now) {
        Map<String, WorkunitCount> workunits = workunitCounts(handle, now);
        return new Queues(
                sum(results, "server", ServerState.UNSENT.code()),
                sum(results, "server", ServerState.IN_PROGRESS.code()),
                workunits.get("validate").amount(),
                workunits.get("assimilate").amount(),
                workunits.get("delete").amount(),
                sum(results, "delete", FileDeleteState.READY.code()),
                workunits.get("failed").amount() + sum(results, "delete", FileDeleteState.ERROR.code()),
                workunits.get("purge").amount(),
                workunits.get("due").amount(),
                workunits.get("due").oldest());
    }

    private static long sum(List<ResultCount> results, String kind, int state) {
        return results.stream()
                .filter(count -> count.kind().equals(kind) && count.state() == state)
                .mapToLong(ResultCount::amount)
                .sum();
    }

    private static Map<String, WorkunitCount> workunitCounts(Handle handle, Instant now) {
        return handle.createQuery("""
                        select 'validate' as kind, count(*) as amount, 0 as oldest
                        from app join workunit on workunit.appid = app.id where need_validate = 1
                        union all
                        select 'assimilate', count(*), 0
                        from app join workunit on workunit.appid = app.id where assimilate_state = :assimilate
                        union all
                        select 'delete', count(*), 0 from workunit where file_delete_state = :delete
                        union all
                        select 'failed', count(*), 0 from workunit where file_delete_state = :failed
                        union all
                        select 'purge', count(*), 0 from workunit where file_delete_state = :deleted
                        union all
                        select 'due', count(*), coalesce(min(transition_time), 0)
                        from workunit where transition_time < :now and transitioner_flags <> 1
                        """)
                .bind("assimilate", AssimilateState.READY.code())
                .bind("delete", FileDeleteState.READY.code())
                .bind("failed", FileDeleteState.ERROR.code())
                .bind("deleted", FileDeleteState.DONE.code())
                .bind("now", now.getEpochSecond())
                .map((row, context) -> Map.entry(
                        row.getString("kind"),
                        new WorkunitCount(row.getLong("amount"), Instant.ofEpochSecond(row.getLong("oldest")))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<AppQueue> apps(Handle handle, List<ResultCount> results) {
        return handle.createQuery("select id, name, user_friendly_name from app where deprecated = 0 order by id")
                .map((row, context) -> {
                    long id = row.getLong("id");
                    String title = row.getString("user_friendly_name");
                    List<ResultCount> mine =
                            results.stream().filter(count -> count.app() == id).toList();
                    return new AppQueue(
                            id,
                            row.getString("name"),
                            title == null || title.isBlank() ? row.getString("name") : title,
                            sum(mine, "server", ServerState.UNSENT.code()),
                            sum(mine, "server", ServerState.IN_PROGRESS.code()));
                })
                .list();
    }

    private static List<Heartbeat> heartbeats(Handle handle) {
        return handle.createQuery("""
                        select daemon, host, shard, state, coalesce(message, '') as message, handled,
                          started_at, beat_at, expires_at
                        from daemon_heartbeat
                        """)
                .map((row, context) -> new Heartbeat(
                        row.getString("daemon"),
                        row.getString("host"),
                        row.getString("shard"),
                        row.getString("state"),
                        row.getString("message"),
                        row.getLong("handled"),
                        Instant.ofEpochSecond(row.getLong("started_at")),
                        Instant.ofEpochSecond(row.getLong("beat_at")),
                        Instant.ofEpochSecond(row.getLong("expires_at"))))
                .list();
    }

    private static BlockedRows blocked(Handle handle) {
        List<BlockedRows.Row> newest = new ArrayList<>();
        handle.createQuery("""
                        select queue, row_id, attempts, error, blocked_at
                        from blocked_work order by blocked_at desc, queue, row_id limit :limit
                        """)
                .bind("limit", SHOWN_BLOCKED)
                .map((row, context) -> new BlockedRows.Row(
                        row.getString("queue"),
                        row.getLong("row_id"),
                        row.getLong("attempts"),
                        row.getString("error"),
                        Instant.ofEpochSecond(row.getLong("blocked_at"))))
                .forEach(newest::add);
        return handle.createQuery("select count(*) as total, coalesce(min(blocked_at), 0) as oldest from blocked_work")
                .map((row, context) -> new BlockedRows(
                        row.getLong("total"), Instant.ofEpochSecond(row.getLong("oldest")), List.copyOf(newest)))
                .one();
    }
}
