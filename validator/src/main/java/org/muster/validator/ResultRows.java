package org.muster.validator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.credit.Run;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.common.store.RowChanges;

/** Reads and writes the results of workunits by sets. */
final class ResultRows {

    /** A verdict to be written, with the credit that goes with it. */
    record Judged(ResultRow result, Verdict verdict, double credit) {}

    private static final String READ = """
            select id, workunitid, server_state, outcome, validate_state, report_deadline, hostid, userid, appid,
              app_version_id, elapsed_time, cpu_time, flops_estimate, runtime_outlier, sent_time, received_time
            from result where workunitid in {ids} order by id
            """;

    private static final String STATES = """
            select id, workunitid, server_state, outcome, validate_state, report_deadline
            from result where workunitid in {ids} order by id
            """;

    private ResultRows() {}

    /** All results of the workunits, by workunit, each list by ascending id. */
    static Map<Long, List<ResultRow>> read(Handle handle, Collection<Long> workunits) {
        return ManyRows.select(handle, READ, workunits, ResultRows::row).stream()
                .collect(Collectors.groupingBy(ResultRow::workunitId));
    }

    /** What the decisions on the workunits stand on, as it is now; in the order of {@link #read}. */
    static Map<Long, List<ResultRow.Standing>> standings(Handle handle, Collection<Long> workunits) {
        Map<Long, List<ResultRow.Standing>> standings = new HashMap<>();
        ManyRows.select(
                handle,
                STATES,
                workunits,
                row -> standings
                        .computeIfAbsent(row.getLong("workunitid"), id -> new ArrayList<>())
                        .add(new ResultRow.Standing(
                                row.getLong("id"),
                                ServerState.of(row.getInt("server_state")),
                                Outcome.of(row.getInt("outcome")),
                                ValidateState.of(row.getInt("validate_state")),
                                row.getLong("report_deadline"))));
        return standings;
    }

    /** The documents that name the output files of results. */
    static Map<Long, String> documents(Handle handle, Collection<Long> results) {
        Map<Long, String> documents = new HashMap<>();
        ManyRows.select(handle, "select id, xml_doc_in from result where id in {ids}", results, row -> {
                    byte[] document = row.getBytes("xml_doc_in");
                    return Map.entry(row.getLong("id"), document == null ? "" : new String(document, UTF_8));
                })
                .forEach(entry -> documents.put(entry.getKey(), entry.getValue()));
        return documents;
    }

    /**
     * Writes verdicts.
     *
     * @throws ChangedMeanwhileException if a result is not as it was read
     */
    static void judge(Handle handle, List<Judged> judged) {
        RowChanges changes = new RowChanges(
                "result",
                List.of("outcome", "validate_state", "granted_credit"),
                List.of("server_state", "outcome", "validate_state"));
        judged.forEach(one -> changes.add(
                one.result().id(),
                List.of(
                        one.verdict().outcome().code(),
                        one.verdict().validate().code(),
                        one.credit(),
                        one.result().server().code(),
                        one.result().outcome().code(),
                        one.result().validate().code())));
        if (changes.write(handle) != changes.size()) {
            throw new ChangedMeanwhileException("a result changed between being read and being written");
        }
    }

    /** Calls off what was not sent, of workunits that have their canonical result. */
    static void dismissUnsent(Handle handle, Collection<Long> workunits) {
        ManyRows.update(
                handle,
                """
                update result set server_state = %d, outcome = %d
                where workunitid in {ids} and server_state in (%d, %d)
                """.formatted(
                                ServerState.OVER.code(),
                                Outcome.DIDNT_NEED.code(),
                                ServerState.UNSENT.code(),
                                ServerState.INACTIVE.code()),
                workunits);
    }

    private static ResultRow row(ResultSet row) throws SQLException {
        long version = row.getLong("app_version_id");
        return new ResultRow(
                row.getLong("id"),
                row.getLong("workunitid"),
                ServerState.of(row.getInt("server_state")),
                Outcome.of(row.getInt("outcome")),
                ValidateState.of(row.getInt("validate_state")),
                row.getLong("report_deadline"),
                row.getLong("userid"),
                version,
                new Run(
                        HostAppVersion.Key.of(row.getLong("hostid"), version, row.getLong("appid")),
                        version < 0,
                        row.getDouble("elapsed_time"),
                        row.getDouble("cpu_time"),
                        row.getDouble("flops_estimate"),
                        row.getBoolean("runtime_outlier"),
                        row.getLong("sent_time"),
                        row.getLong("received_time")));
    }
}
