package org.muster.scheduler.targeted;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.work.Destination;

/** Reads work that is meant for somebody, and writes its results. */
final class AssignedRows {

    private static final String SELECT = """
            select a.target_type, a.target_id, a.multi, w.id, w.name, w.appid, w.batch, w.priority,
              w.result_template_file, w.target_nresults, w.max_total_results, w.error_mask, w.canonical_resultid
            from assignment a join workunit w on w.id = a.workunitid
            """;

    private static final List<String> NEW = List.of(
            "create_time",
            "workunitid",
            "appid",
            "batch",
            "name",
            "server_state",
            "xml_doc_in",
            "random",
            "priority",
            "size_class");

    /** Of two rows for one workunit the older one counts. */
    private static final int MOST = 10_000;

    private AssignedRows() {}

    /** A new result. */
    record NewResult(AssignedWorkunit workunit, String name, byte[] document, int random) {}

    /** Everything that is meant for somebody and not finished, with all results. */
    static List<AssignedWorkunit> open(Handle handle) {
        List<Long> workunits =
                handle.createQuery("""
                        select distinct a.workunitid from assignment a join workunit w on w.id = a.workunitid
                        where w.error_mask = 0 and (a.multi <> 0 or w.canonical_resultid = 0) limit :most
                        """).bind("most", MOST).mapTo(Long.class).list();
        return read(handle, workunits);
    }

    /** These workunits as they are now, by id. */
    static List<AssignedWorkunit> read(Handle handle, Collection<Long> workunits) {
        Map<Long, AssignedWorkunit> found = new HashMap<>();
        ManyRows.select(handle, SELECT + " where a.workunitid in {ids} order by a.id", workunits, AssignedRows::row)
                .forEach(workunit -> found.putIfAbsent(workunit.id(), workunit));
        ManyRows.select(
                handle,
                """
                select r.id, r.workunitid, r.name, r.server_state, r.outcome, r.validate_state,
                  b.row_id is not null as blocked
                from result r left join blocked_work b on b.queue = 'scheduler' and b.row_id = r.id
                where r.workunitid in {ids} order by r.id
                """,
                found.keySet(),
                row -> found.get(row.getLong("workunitid")).results().add(result(row)));
        return found.values().stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    /** Locks workunits that nobody else holds until the transaction's end. */
    static List<Long> lock(Handle handle, Collection<Long> workunits) {
        return ManyRows.select(
                handle,
                "select id from workunit where id in {ids} order by id for update skip locked",
                workunits,
                row -> row.getLong("id"));
    }

    static void insert(Handle handle, List<NewResult> results, long now) {
        List<List<Object>> rows = results.stream()
                .map(result -> List.<Object>of(
                        now,
                        result.workunit().id(),
                        result.workunit().application(),
                        result.workunit().batch(),
                        result.name(),
                        ServerState.UNSENT.code(),
                        result.document(),
                        result.random(),
                        result.workunit().priority(),
                        -1))
                .toList();
        ManyRows.insert(handle, "result", NEW, rows);
    }

    private static AssignedWorkunit row(ResultSet row) throws SQLException {
        boolean broadcast = row.getBoolean("multi");
        return new AssignedWorkunit(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("appid"),
                row.getLong("batch"),
                row.getInt("priority"),
                row.getString("result_template_file"),
                Destination.of(row.getInt("target_type"), row.getLong("target_id"), broadcast),
                new AssignedWorkunit.Limits(row.getInt("target_nresults"), row.getInt("max_total_results")),
                row.getInt("error_mask") == 0 && (broadcast || row.getLong("canonical_resultid") == 0),
                new ArrayList<>());
    }

    private static AssignedWorkunit.Result result(ResultSet row) throws SQLException {
        return new AssignedWorkunit.Result(
                row.getLong("id"),
                row.getString("name"),
                ServerState.of(row.getInt("server_state")),
                Outcome.of(row.getInt("outcome")),
                ValidateState.of(row.getInt("validate_state")),
                row.getBoolean("blocked"));
    }
}
