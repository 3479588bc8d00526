package org.muster.validator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Shard;
import org.muster.common.model.AssimilateState;
import org.muster.common.store.ManyRows;
import org.muster.common.store.RowChanges;

/** Finds, locks and writes the workunits that are to be validated. */
final class WorkunitRows {

    /** A workunit as it shall be; need_validate is 0 from then on. */
    record Written(WorkunitRow workunit, long transitionTime) {}

    private static final String SELECT = """
            select id, name, canonical_resultid, canonical_credit, min_quorum, target_nresults, max_success_results,
              error_mask, assimilate_state, rsc_fpops_est, rsc_fpops_bound, transition_time
            from workunit
            """;

    private static final List<String> WRITTEN = List.of(
            "need_validate",
            "canonical_resultid",
            "canonical_credit",
            "target_nresults",
            "error_mask",
            "assimilate_state",
            "transition_time");

    private WorkunitRows() {}

    /** The ids of an application's workunits that are to be validated, ascending. */
    static List<Long> find(Handle handle, long application, Shard shard, int limit) {
        return handle.createQuery("""
                        select id from workunit
                        where appid = :app and need_validate = 1 and mod(id, :count) = :index
                        order by id limit :limit
                        """)
                .bind("app", application)
                .bind("count", shard.count())
                .bind("index", shard.index())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /** The rows that are to be validated, by ascending id. */
    static List<WorkunitRow> read(Handle handle, Collection<Long> ids) {
        return ManyRows.select(
                handle, SELECT + "where id in {ids} and need_validate = 1 order by id", ids, WorkunitRows::row);
    }

    /**
     * Locks those rows that nobody else holds and that are still to be validated.
     *
     * @return the transition time by row
     */
    static Map<WorkunitRow, Long> lock(Handle handle, Collection<Long> ids) {
        Map<WorkunitRow, Long> locked = new LinkedHashMap<>();
        ManyRows.select(
                        handle,
                        SELECT + "where id in {ids} and need_validate = 1 order by id for update skip locked",
                        ids,
                        row -> Map.entry(row(row), row.getLong("transition_time")))
                .forEach(entry -> locked.put(entry.getKey(), entry.getValue()));
        return locked;
    }

    /** Writes rows that this transaction has locked. */
    static void update(Handle handle, List<Written> workunits) {
        RowChanges changes = new RowChanges("workunit", WRITTEN, List.of());
        for (Written written : workunits) {
            WorkunitRow workunit = written.workunit();
            changes.add(
                    workunit.id(),
                    List.of(
                            0,
                            workunit.canonicalResultId(),
                            workunit.canonicalCredit(),
                            workunit.quorum().target(),
                            workunit.errorMask(),
                            workunit.assimilate().code(),
                            written.transitionTime()));
        }
        changes.write(handle);
    }

    /** Takes workunits out of the queue until the transitioner puts them in again. */
    static void postpone(Handle handle, Collection<Long> ids, long until) {
        ManyRows.update(
                handle, "update workunit set need_validate = 0, transition_time = ? where id in {ids}", ids, until);
    }

    private static WorkunitRow row(ResultSet row) throws SQLException {
        return new WorkunitRow(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("canonical_resultid"),
                row.getDouble("canonical_credit"),
                new ValidationDecision.Quorum(
                        row.getInt("min_quorum"), row.getInt("target_nresults"), row.getInt("max_success_results")),
                row.getInt("error_mask"),
                AssimilateState.of(row.getInt("assimilate_state")),
                row.getDouble("rsc_fpops_est"),
                row.getDouble("rsc_fpops_bound"));
    }
}
