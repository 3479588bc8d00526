package org.muster.web.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.muster.common.model.ClientState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;

/**
 * One result on one of a volunteer's computers.
 *
 * @param application its name for people
 * @param sent Unix seconds
 * @param received Unix seconds, 0 when it was not reported
 * @param elapsed seconds that it ran
 */
record Task(
        long id,
        String name,
        long hostId,
        String application,
        long sent,
        long received,
        double elapsed,
        TaskFacts facts) {

    /** The columns that {@link #of} reads, of {@code result r}, {@code workunit w} and {@code app a}. */
    static final String COLUMNS = """
            r.id, r.name, r.hostid, r.server_state, r.outcome, r.client_state, r.validate_state, r.exit_status,
            r.report_deadline, r.granted_credit, r.sent_time, r.received_time, r.elapsed_time,
            coalesce(w.min_quorum, 1) quorum, coalesce(w.canonical_resultid, 0) canonical,
            coalesce(w.error_mask, 0) errors, coalesce(a.user_friendly_name, '') application
            """;

    static Task of(ResultSet row) throws SQLException {
        return new Task(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("hostid"),
                row.getString("application"),
                row.getLong("sent_time"),
                row.getLong("received_time"),
                row.getDouble("elapsed_time"),
                new TaskFacts(
                        ServerState.of(row.getInt("server_state")),
                        Outcome.of(row.getInt("outcome")),
                        ClientState.of(row.getInt("client_state")),
                        ValidateState.of(row.getInt("validate_state")),
                        row.getInt("exit_status"),
                        row.getLong("report_deadline"),
                        row.getDouble("granted_credit"),
                        new TaskFacts.Work(row.getInt("quorum"), row.getLong("canonical") != 0, row.getInt("errors"))));
    }
}
