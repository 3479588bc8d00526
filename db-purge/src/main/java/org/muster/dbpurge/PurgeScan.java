package org.muster.dbpurge;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Shard;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.dbpurge.PurgeDecision.Verdict;

/**
 * Goes through the workunits whose files are deleted, page by page in the order of their ids, and from the start again
 * at the end: workunits that have to wait cost a look per round and never stand in the way of others. A page of workunits
 * that all have to stay for some time yet ends the round, for those behind it are younger but for a few, which come
 * later; so millions that wait for their time are not looked at every round. Not thread-safe.
 */
final class PurgeScan {

    /**
     * What a page held.
     *
     * @param purgeable ids of the workunits to purge, ascending
     * @param more whether the round goes on
     */
    record Page(List<Long> purgeable, boolean more) {}

    private record Found(PurgeDecision.Workunit workunit, boolean oldEnough) {}

    private final Database work;
    private final Shard shard;
    private final Duration age;
    private long after;

    /**
     * Begins at the start.
     *
     * @param age how long rows stay after their last change
     */
    PurgeScan(Database work, Shard shard, Duration age) {
        this.work = work;
        this.shard = shard;
        this.age = age;
    }

    /** The next page of at most {@code limit} workunits. */
    Page next(long now, int limit) {
        List<Found> page = work.read(handle -> page(handle, now, limit));
        List<PurgeDecision.Workunit> candidates =
                page.stream().filter(Found::oldEnough).map(Found::workunit).toList();
        boolean more = page.size() == limit && !candidates.isEmpty();
        after = more ? page.getLast().workunit().id() : 0;
        if (candidates.isEmpty()) {
            return new Page(List.of(), false);
        }
        Map<Long, List<PurgeDecision.Result>> results = work.read(handle -> results(handle, candidates)).stream()
                .collect(groupingBy(PurgeDecision.Result::workunitId));
        List<Long> purgeable = candidates.stream()
                .filter(workunit -> PurgeDecision.decide(workunit, results.getOrDefault(workunit.id(), List.of()), now)
                        == Verdict.PURGE)
                .map(PurgeDecision.Workunit::id)
                .toList();
        return new Page(purgeable, more);
    }

    private List<Found> page(Handle handle, long now, int limit) {
        return handle.createQuery("""
                        select w.id, w.file_delete_state, w.assimilate_state, w.transition_time,
                          w.mod_time is null or w.mod_time <= from_unixtime(:changedBefore) as old_enough
                        from workunit w
                        where w.file_delete_state = 2 and w.id > :after and w.id mod :shards = :shard
                          and not exists (select 1 from purge_member m where m.workunitid = w.id)
                        order by w.id
                        limit :limit
                        """)
                .bind("after", after)
                .bind("shards", shard.count())
                .bind("shard", shard.index())
                .bind("changedBefore", now - age.toSeconds())
                .bind("limit", limit)
                .map((row, context) -> new Found(
                        new PurgeDecision.Workunit(
                                row.getLong("id"),
                                FileDeleteState.of(row.getInt("file_delete_state")),
                                AssimilateState.of(row.getInt("assimilate_state")),
                                row.getLong("transition_time")),
                        row.getBoolean("old_enough")))
                .list();
    }

    private static List<PurgeDecision.Result> results(Handle handle, List<PurgeDecision.Workunit> workunits) {
        return ManyRows.select(
                handle,
                """
                select workunitid, server_state, outcome, file_delete_state from result where workunitid in {ids}
                """,
                workunits.stream().map(PurgeDecision.Workunit::id).toList(),
                row -> new PurgeDecision.Result(
                        row.getLong("workunitid"),
                        ServerState.of(row.getInt("server_state")),
                        Outcome.of(row.getInt("outcome")),
                        FileDeleteState.of(row.getInt("file_delete_state"))));
    }
}
