package org.muster.assimilator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Shard;
import org.muster.common.model.WorkunitError;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.ManyRows;

/** The assimilator's rows: finished workunits with their canonical results, and what is said of them afterwards. */
final class FinishedWorkunits {

    /** The assimilator's queue in {@code blocked_work}; its row ids are those of workunits. */
    static final String QUEUE = "assimilator";

    private static final int NO_CANONICAL_RESULT = WorkunitError.NO_CANONICAL_RESULT.code();

    private FinishedWorkunits() {}

    /** An application. */
    record Application(long id, String name) {}

    /**
     * A row.
     *
     * @param canonicalName the canonical result's name; null if there is none
     * @param canonicalDocument its {@code xml_doc_in}, empty if there is none
     */
    record Row(long id, String name, Set<WorkunitError> errors, String canonicalName, String canonicalDocument) {}

    /** All applications. */
    static List<Application> applications(Handle handle) {
        return handle.createQuery("select id, name from app order by id")
                .map((row, context) -> new Application(row.getLong("id"), row.getString("name")))
                .list();
    }

    /** Workunits of an application that are READY and not set aside, the oldest first. */
    static List<Row> claim(Handle handle, long application, Shard shard, int limit) {
        return handle.createQuery("""
                        select w.id, w.name, w.error_mask, r.name as canonical_name, r.xml_doc_in as canonical_document
                        from workunit w
                          left join result r on r.id = w.canonical_resultid and r.workunitid = w.id
                          left join blocked_work b on b.queue = :queue and b.row_id = w.id
                        where w.appid = :application and w.assimilate_state = 1 and b.row_id is null
                          and w.id mod :shards = :shard
                        order by w.id
                        limit :limit
                        """)
                .bind("queue", QUEUE)
                .bind("application", application)
                .bind("shards", shard.count())
                .bind("shard", shard.index())
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /**
     * Says that workunits are taken, and that the transitioner is to look at them.
     *
     * @return how many still were READY
     */
    static int taken(Handle handle, List<Long> workunits, long now) {
        return ManyRows.update(
                handle,
                "update workunit set assimilate_state = 2, transition_time = " + now
                        + " where id in {ids} and assimilate_state = 1",
                workunits);
    }

    /** Sets the error bit of workunits that have neither a canonical result nor an error. */
    static void markLost(Handle handle, List<Long> workunits) {
        ManyRows.update(
                handle,
                "update workunit set error_mask = error_mask | " + NO_CANONICAL_RESULT
                        + " where id in {ids} and assimilate_state = 1",
                workunits);
    }

    /**
     * Sets workunits aside, each with the reason, if they still are READY: another assimilator may have taken them
     * meanwhile, and their files may have been deleted since.
     *
     * @return those that were set aside
     */
    static List<Long> setAside(Handle handle, Map<Long, String> reasons, long now) {
        List<Long> ready = ManyRows.select(
                handle,
                "select id from workunit where id in {ids} and assimilate_state = 1 order by id for update",
                reasons.keySet(),
                row -> row.getLong("id"));
        ready.forEach(workunit -> BlockedWork.block(handle, QUEUE, workunit, reasons.get(workunit), now));
        return ready;
    }

    private static Row row(ResultSet row) throws SQLException {
        byte[] document = row.getBytes("canonical_document");
        return new Row(
                row.getLong("id"),
                row.getString("name"),
                WorkunitError.in(row.getInt("error_mask")),
                row.getString("canonical_name"),
                document == null ? "" : new String(document, UTF_8));
    }
}
