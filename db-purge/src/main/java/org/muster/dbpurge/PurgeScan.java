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
 * at the end: workunits that have to wait cost a look per round and never stand in the way of others. Not thread-safe.
 */
final class PurgeScan {

    /**
     * What a page held.
     *
     * @param purgeable ids of the workunits to purge, ascending
     * @param more whether the round goes on
     */
    record Page(List<Long> purgeable, boolean more) {}

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
        List<PurgeDecision.Workunit> candidates = work.read(handle -> candidates(handle, now, limit));
        boolean more = candidates.size() == limit;
        after = more ? candidates.getLast().id() : 0;
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

    private List<PurgeDecision.Workunit> candidates(Handle handle, long now, int limit) {
        return handle.createQuery("""
                        select w.id, w.file_delete_state, w.assimilate_state, w.transition_time
                        from workunit w
                        where w.file_delete_state = 2 and w.id > :after and w.id mod :shards = :shard
                          and (w.mod_time is null or w.mod_time <= from_unixtime(:changedBefore))
                          and not exists (select 1 from purge_member m where m.workunitid = w.id)
                        order by w.id
                        limit :limit
                        """)
                .bind("after", after)
                .bind("shards", shard.count())
                .bind("shard", shard.index())
                .bind("changedBefore", now - age.toSeconds())
                .bind("limit", limit)
                .map((row, context) -> new PurgeDecision.Workunit(
                        row.getLong("id"),
                        FileDeleteState.of(row.getInt("file_delete_state")),
                        AssimilateState.of(row.getInt("assimilate_state")),
                        row.getLong("transition_time")))
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
