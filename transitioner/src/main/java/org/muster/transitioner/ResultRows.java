package org.muster.transitioner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.common.store.RowChanges;
import org.muster.common.work.JobNames;

/** Reads, writes and inserts rows of {@code result} by sets. */
final class ResultRows {

    private static final String READ = """
            select id, workunitid, name, server_state, outcome, validate_state, file_delete_state,
              report_deadline, received_time, exit_status, hostid, app_version_id, appid
            from result where workunitid in {ids} order by id
            """;

    private static final List<String> STATES =
            List.of("server_state", "outcome", "validate_state", "file_delete_state");

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

    private ResultRows() {}

    /**
     * All results of the workunits, by workunit. Not locked: whoever changes a result also writes its workunit's row
     * and waits for our lock there, so either we see the change or the workunit is due again.
     */
    static Map<Long, List<ResultRow>> read(Handle handle, Collection<Long> workunits) {
        return ManyRows.select(handle, READ, workunits, ResultRows::row).stream()
                .collect(Collectors.groupingBy(ResultRow::workunitId));
    }

    /**
     * Writes those results that a decision changed.
     *
     * @throws ChangedMeanwhileException if one of them is not as it was read
     */
    static void update(Handle handle, List<ChangedResult> changes) {
        RowChanges rows = new RowChanges("result", STATES, STATES);
        changes.forEach(change -> rows.add(change.after().id(), values(change)));
        if (rows.write(handle) != rows.size()) {
            throw new ChangedMeanwhileException("a result changed between being read and being written");
        }
    }

    static void insert(Handle handle, List<NewResult> results, long now) {
        List<List<Object>> rows = results.stream()
                .map(result -> List.<Object>of(
                        now,
                        result.workunit().id(),
                        result.workunit().appId(),
                        result.workunit().batch(),
                        result.name(),
                        result.server().code(),
                        result.document(),
                        result.random(),
                        result.priority(),
                        result.workunit().sizeClass()))
                .toList();
        ManyRows.insert(handle, "result", NEW, rows);
    }

    private static List<Object> values(ChangedResult change) {
        ResultState before = change.before();
        ResultState after = change.after();
        return List.of(
                after.server().code(),
                after.outcome().code(),
                after.validate().code(),
                after.outputDelete().code(),
                before.server().code(),
                before.outcome().code(),
                before.validate().code(),
                before.outputDelete().code());
    }

    private static ResultRow row(ResultSet row) throws SQLException {
        return new ResultRow(
                row.getLong("workunitid"),
                new ResultState(
                        row.getLong("id"),
                        JobNames.number(row.getString("name")),
                        ServerState.of(row.getInt("server_state")),
                        Outcome.of(row.getInt("outcome")),
                        ValidateState.of(row.getInt("validate_state")),
                        FileDeleteState.of(row.getInt("file_delete_state")),
                        row.getLong("report_deadline"),
                        row.getLong("received_time"),
                        row.getInt("exit_status")),
                HostAppVersion.Key.of(row.getLong("hostid"), row.getLong("app_version_id"), row.getLong("appid")));
    }
}
