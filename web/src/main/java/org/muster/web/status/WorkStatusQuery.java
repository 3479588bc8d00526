package org.muster.web.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.web.counts.SinceTable;
import org.muster.web.counts.StatusTables;
import org.muster.web.counts.WorkQueue;

/**
 * The queries behind the status page, run every few seconds: each reads a table of few rows. What has to be counted was
 * counted before, see {@link org.muster.web.counts.StatusCollector}.
 */
final class WorkStatusQuery {
    private static final int SHOWN_BLOCKED = 50;
    private static final int SHOWN_RECORDINGS = 20;
    /** An application that is younger has no work yet, and need not have been counted. */
    private static final long YOUNG_SECONDS = 60;

    private WorkStatusQuery() {}

    static WorkStatus read(Handle handle, Instant now) {
        List<StatusTables.Count> counts = StatusTables.counts(handle);
        Map<String, Double> totals = StatusTables.totals(handle);
        List<App> apps = apps(handle);
        List<Long> counted = apps.stream()
                .filter(app -> app.createTime() < now.getEpochSecond() - YOUNG_SECONDS)
                .map(App::id)
                .toList();
        return new WorkStatus(
                heartbeats(handle),
                Queues.of(counts, counted),
                apps.stream()
                        .filter(App::offered)
                        .map(app -> queue(app, counts))
                        .toList(),
                blocked(handle),
                Population.of(totals),
                recordings(handle),
                Incident.of(ProcessEventQuery.lately(handle)),
                totals,
                SinceTable.read(handle, now));
    }

    private record App(long id, String name, String title, boolean offered, long createTime) {}

    private static List<App> apps(Handle handle) {
        return handle.createQuery("select id, name, user_friendly_name, deprecated, create_time from app order by id")
                .map((row, context) -> {
                    String title = row.getString("user_friendly_name");
                    String name = row.getString("name");
                    return new App(
                            row.getLong("id"),
                            name,
                            title == null || title.isBlank() ? name : title,
                            row.getInt("deprecated") == 0,
                            row.getLong("create_time"));
                })
                .list();
    }

    private static AppQueue queue(App app, List<StatusTables.Count> counts) {
        return new AppQueue(
                app.id(),
                app.name(),
                app.title(),
                amount(counts, WorkQueue.READY_TO_SEND, app.id()),
                amount(counts, WorkQueue.IN_PROGRESS, app.id()));
    }

    private static long amount(List<StatusTables.Count> counts, WorkQueue queue, long app) {
        return counts.stream()
                .filter(count -> count.app() == app && count.queue().equals(queue.key()))
                .mapToLong(StatusTables.Count::amount)
                .sum();
    }

    private static List<RecordingProgress> recordings(Handle handle) {
        return handle.createQuery("""
                        select recording_name, next_piece, total_pieces from split_progress
                        order by next_piece >= total_pieces, recording_name desc limit :limit
                        """)
                .bind("limit", SHOWN_RECORDINGS)
                .map((row, context) -> new RecordingProgress(
                        row.getString("recording_name"), row.getLong("next_piece"), row.getLong("total_pieces")))
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
