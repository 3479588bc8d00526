package org.muster.web.counts;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.muster.common.store.ManyRows;

/** The tables that the collector writes and every page reads. */
public final class StatusTables {
    /** The charts show a day; what is older goes after two. */
    private static final long KEPT_SECONDS = 2 * 86_400L;

    private static final int REMOVED_AT_ONCE = 5_000;

    private StatusTables() {}

    /**
     * A queue's count.
     *
     * @param app application, 0 for all together
     * @param oldestAt since when the longest-waiting row waits, Unix seconds, 0 for none
     * @param auditedAt every part of it was compared with the rows at this moment or later, Unix seconds
     */
    public record Count(String queue, long app, long amount, long oldestAt, long auditedAt) {}

    /** A value at a moment, Unix seconds. */
    public record Sample(String name, long takenAt, double amount) {}

    /** Every count that was ever complete. */
    public static List<Count> counts(Handle handle) {
        return handle.createQuery("select queue, appid, amount, oldest_at, audited_at from status_count")
                .map((row, context) -> new Count(
                        row.getString("queue"),
                        row.getLong("appid"),
                        row.getLong("amount"),
                        row.getLong("oldest_at"),
                        row.getLong("audited_at")))
                .list();
    }

    /** Figures that are no queues. */
    public static Map<String, Double> totals(Handle handle) {
        return handle.createQuery("select name, amount from status_total")
                .map((row, context) -> Map.entry(row.getString("name"), row.getDouble("amount")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The last value of each name in each span of some seconds, in order of time. */
    public static List<Sample> samples(Handle handle, long since, long spanSeconds) {
        return handle.createQuery("""
                        select s.name, s.taken_at, s.amount from status_sample s join (
                          select name, max(taken_at) as last from status_sample
                          where taken_at >= :since group by name, floor(taken_at / :span)) as spans
                        on s.name = spans.name and s.taken_at = spans.last
                        order by s.name, s.taken_at
                        """)
                .bind("since", since)
                .bind("span", spanSeconds)
                .map((row, context) ->
                        new Sample(row.getString("name"), row.getLong("taken_at"), row.getDouble("amount")))
                .list();
    }

    /** When the last round wrote its lease, Unix seconds, 0 for never: on a replica, the moment whose state it shows. */
    public static long roundAt(Handle handle) {
        return CollectorLease.writtenAt(handle);
    }

    static void writeCounts(Handle handle, List<Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("""
                insert into status_count (queue, appid, amount, oldest_at, audited_at)
                values (:queue, :app, :amount, :oldest, :audited)
                on duplicate key update amount = values(amount), oldest_at = values(oldest_at),
                  audited_at = values(audited_at)
                """);
        counts.forEach(count -> rows.bind("queue", count.queue())
                .bind("app", count.app())
                .bind("amount", count.amount())
                .bind("oldest", count.oldestAt())
                .bind("audited", count.auditedAt())
                .add());
        rows.execute();
    }

    static void writeTotals(Handle handle, Map<String, Double> totals) {
        if (totals.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("""
                insert into status_total (name, amount) values (:name, :amount)
                on duplicate key update amount = values(amount)
                """);
        totals.forEach(
                (name, amount) -> rows.bind("name", name).bind("amount", amount).add());
        rows.execute();
    }

    static void writeSamples(Handle handle, List<Sample> samples) {
        List<List<Object>> rows = samples.stream()
                .map(sample -> List.<Object>of(sample.name(), sample.takenAt(), sample.amount()))
                .toList();
        if (!rows.isEmpty()) {
            handle.execute(
                    "delete from status_sample where taken_at = ?",
                    samples.getFirst().takenAt());
            ManyRows.insert(handle, "status_sample", List.of("name", "taken_at", "amount"), rows);
        }
    }

    static void removeOld(Handle handle, long now) {
        handle.execute(
                "delete from status_sample where taken_at < ? order by taken_at limit " + REMOVED_AT_ONCE,
                now - KEPT_SECONDS);
    }
}
