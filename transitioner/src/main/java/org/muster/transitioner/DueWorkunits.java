package org.muster.transitioner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Shard;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.store.ManyRows;
import org.muster.common.store.RowChanges;
import org.muster.transitioner.WorkunitState.Limits;
import org.muster.transitioner.WorkunitState.PlatformLock;

/** Finds, locks and writes the rows of {@code workunit} that are due. */
final class DueWorkunits {

    /** transitioner_flags of a workunit that is sent to everybody and never looked at. */
    private static final int NEVER_LOOKED_AT = 1;

    /** transitioner_flags of a workunit whose result is made by whoever assigns it. */
    private static final int NO_NEW_RESULTS = 2;

    private static final String SELECT = """
            select id, appid, name, batch, need_validate, canonical_resultid, transition_time, delay_bound,
              error_mask, file_delete_state, assimilate_state, hr_class, app_version_id, min_quorum,
              target_nresults, max_error_results, max_total_results, result_template_file, priority,
              transitioner_flags, size_class
            from workunit
            """;

    private static final List<String> CHANGEABLE = List.of(
            "need_validate",
            "error_mask",
            "assimilate_state",
            "file_delete_state",
            "hr_class",
            "app_version_id",
            "transition_time");

    private DueWorkunits() {}

    /** The ids of workunits that are due, the longest due first. */
    static List<Long> find(Handle handle, Shard shard, long now, int limit) {
        return handle.createQuery("""
                        select id from workunit
                        where transition_time <= :now and transitioner_flags <> :never and mod(id, :count) = :index
                        order by transition_time limit :limit
                        """)
                .bind("now", now)
                .bind("never", NEVER_LOOKED_AT)
                .bind("count", shard.count())
                .bind("index", shard.index())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /** Locks those of the rows that nobody else holds and that are still due, by ascending id. */
    static List<DueWorkunit> lock(Handle handle, Collection<Long> ids, long now) {
        String due = "where transition_time <= ? and id in {ids} order by id for update skip locked";
        return ManyRows.select(handle, SELECT + due, ids, DueWorkunits::row, now);
    }

    /**
     * Writes what the transitioner may change. The rows are locked, so a column that is written as it was read cannot
     * undo anybody's change.
     */
    static void update(Handle handle, Collection<WorkunitState> workunits) {
        RowChanges changes = new RowChanges("workunit", CHANGEABLE, List.of());
        workunits.forEach(workunit -> changes.add(workunit.id(), values(workunit)));
        changes.write(handle);
    }

    /** Moves the next look at locked rows. */
    static void postpone(Handle handle, Collection<Long> ids, long until) {
        ManyRows.update(handle, "update workunit set transition_time = ? where id in {ids}", ids, until);
    }

    private static List<Object> values(WorkunitState workunit) {
        return List.of(
                workunit.needsValidation() ? 1 : 0,
                workunit.errorMask(),
                workunit.assimilate().code(),
                workunit.inputDelete().code(),
                workunit.platformLock().hrClass(),
                workunit.platformLock().appVersionId(),
                workunit.transitionTime());
    }

    private static DueWorkunit row(ResultSet row) throws SQLException {
        return new DueWorkunit(
                new WorkunitState(
                        row.getLong("id"),
                        row.getLong("canonical_resultid"),
                        limits(row),
                        row.getInt("need_validate") != 0,
                        row.getInt("error_mask"),
                        AssimilateState.of(row.getInt("assimilate_state")),
                        FileDeleteState.of(row.getInt("file_delete_state")),
                        new PlatformLock(row.getInt("hr_class"), row.getLong("app_version_id")),
                        row.getLong("transition_time")),
                row.getString("name"),
                row.getLong("appid"),
                row.getLong("batch"),
                row.getInt("priority"),
                row.getInt("size_class"),
                row.getString("result_template_file"));
    }

    private static Limits limits(ResultSet row) throws SQLException {
        return new Limits(
                row.getInt("min_quorum"),
                row.getInt("target_nresults"),
                row.getInt("max_error_results"),
                row.getInt("max_total_results"),
                row.getInt("delay_bound"),
                row.getInt("transitioner_flags") != NO_NEW_RESULTS);
    }
}
