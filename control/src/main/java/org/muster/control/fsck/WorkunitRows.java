package org.muster.control.fsck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.store.ManyRows;
import org.muster.filedeleter.sweep.HeldWorkunits;

/** Reads workunits with their results, some hundred at a time. */
final class WorkunitRows {
    /** The assimilator's queue in {@code blocked_work}. */
    static final String ASSIMILATOR = "assimilator";

    private static final String WORKUNIT = """
            select id, name, error_mask, canonical_resultid, assimilate_state, file_delete_state
            from workunit where id in {ids} order by id
            """;

    private static final String RESULT = """
            select id, workunitid, name, server_state, outcome, validate_state, file_delete_state
            from result where workunitid in {ids} order by id
            """;

    private WorkunitRows() {}

    /** The next ids. */
    static List<Long> after(Handle handle, long position, int limit) {
        return handle.createQuery("select id from workunit where id > :position order by id limit :limit")
                .bind("position", position)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /** The workunits of some ids. */
    static List<WorkunitRow> read(Handle handle, Collection<Long> ids) {
        return read(handle, WORKUNIT, ids);
    }

    /** The same, locked until the transaction's end. */
    static List<WorkunitRow> lock(Handle handle, Collection<Long> ids) {
        return read(handle, WORKUNIT + " for update", ids);
    }

    private static List<WorkunitRow> read(Handle handle, String query, Collection<Long> ids) {
        Map<Long, List<ResultRow>> results = new HashMap<>();
        List<WorkunitRow> workunits = ManyRows.select(handle, query, ids, row -> workunit(row, results));
        ManyRows.select(handle, RESULT, ids, row -> {
            List<ResultRow> list = results.get(row.getLong("workunitid"));
            return list != null && list.add(result(row));
        });
        return workunits;
    }

    /** What workunits and results name: their documents. */
    record Documents(Map<Long, String> inputs, Map<Long, String> outputs, Map<Long, String> sent) {}

    static Documents documents(Handle handle, Collection<Long> workunits) {
        Documents documents = new Documents(new HashMap<>(), new HashMap<>(), new HashMap<>());
        ManyRows.select(
                handle,
                "select id, xml_doc from workunit where id in {ids}",
                workunits,
                row -> documents.inputs().put(row.getLong(1), text(row, 2)));
        ManyRows.select(
                handle, "select id, xml_doc_in, xml_doc_out from result where workunitid in {ids}", workunits, row -> {
                    documents.outputs().put(row.getLong(1), text(row, 2));
                    return documents.sent().put(row.getLong(1), text(row, 3));
                });
        return documents;
    }

    /** Those of the workunits that are held back for their input. */
    static Set<Long> held(Handle handle, Collection<Long> ids) {
        return blocked(handle, HeldWorkunits.QUEUE, ids);
    }

    /** Those of the workunits that the assimilator has set aside. */
    static Set<Long> setAside(Handle handle, Collection<Long> ids) {
        return blocked(handle, ASSIMILATOR, ids);
    }

    private static Set<Long> blocked(Handle handle, String queue, Collection<Long> ids) {
        return new HashSet<>(ManyRows.select(
                handle,
                "select row_id from blocked_work where queue = ? and row_id in {ids}",
                ids,
                row -> row.getLong(1),
                queue));
    }

    private static WorkunitRow workunit(ResultSet row, Map<Long, List<ResultRow>> results) throws SQLException {
        long id = row.getLong("id");
        return new WorkunitRow(
                id,
                row.getString("name"),
                row.getInt("error_mask"),
                row.getLong("canonical_resultid"),
                AssimilateState.of(row.getInt("assimilate_state")),
                FileDeleteState.of(row.getInt("file_delete_state")),
                results.computeIfAbsent(id, ignored -> new ArrayList<>()));
    }

    private static ResultRow result(ResultSet row) throws SQLException {
        return new ResultRow(
                row.getLong("id"),
                row.getString("name"),
                ServerState.of(row.getInt("server_state")),
                Outcome.of(row.getInt("outcome")),
                ValidateState.of(row.getInt("validate_state")),
                FileDeleteState.of(row.getInt("file_delete_state")));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        byte[] document = row.getBytes(column);
        return document == null ? "" : new String(document, UTF_8);
    }
}
