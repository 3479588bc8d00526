package org.muster.scheduler.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.common.store.RowChanges;
import org.muster.scheduler.request.ReportedResult;

/**
 * Reads the rows of tasks by set and writes what was decided by set. Writes go through the workunits first, in the order
 * of their ids, because every daemon takes its locks in that order.
 */
public final class TaskRows {

    private static final int ROWS_PER_STATEMENT = 500;
    private static final int BYTES_PER_STATEMENT = 4 << 20;

    private static final String COLUMNS = """
            select r.id, r.name, r.workunitid, r.appid, r.server_state, r.outcome, r.hostid, r.userid, r.sent_time,
              r.report_deadline, r.received_time, r.app_version_id, r.flops_estimate, w.error_mask, w.assimilate_state,
              w.canonical_resultid, w.delay_bound
            from result r join workunit w on w.id = r.workunitid
            """;

    private static final List<String> SUCCESS_COLUMNS = List.of(
            "hostid",
            "teamid",
            "received_time",
            "server_state",
            "outcome",
            "client_state",
            "exit_status",
            "app_version_num",
            "cpu_time",
            "elapsed_time",
            "peak_working_set_size",
            "peak_swap_size",
            "peak_disk_usage",
            "stderr_out",
            "xml_doc_out");

    private static final List<String> ERROR_COLUMNS =
            Stream.concat(Stream.of("validate_state"), SUCCESS_COLUMNS.stream()).toList();

    private static final List<String> SEEN = List.of("server_state", "outcome");

    private TaskRows() {}

    /** The rows that have one of these names. */
    public static List<TaskRow> named(Handle handle, Collection<String> names) {
        List<String> all = List.copyOf(names);
        List<TaskRow> rows = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
            rows.addAll(ManyRows.select(
                    handle,
                    COLUMNS + " where r.name in {ids}",
                    all.subList(from, Math.min(all.size(), from + ROWS_PER_STATEMENT)),
                    TaskRows::task));
        }
        return rows;
    }

    /** The rows of what computers have been given and not brought back, by id. */
    public static List<TaskRow> inProgress(Handle handle, Collection<Long> hosts) {
        return ManyRows.select(
                handle,
                COLUMNS
                        + " where r.server_state = %d and r.hostid in {ids} order by r.id"
                                .formatted(ServerState.IN_PROGRESS.code()),
                new TreeSet<>(hosts),
                TaskRows::task);
    }

    /**
     * Makes workunits due no later than the given times, and locks them until the transaction's end.
     *
     * @param due Unix seconds by workunit id
     */
    public static void moveTransitions(Handle handle, SortedMap<Long, Long> due) {
        if (due.isEmpty()) {
            return;
        }
        Set<Long> times = new HashSet<>(due.values());
        if (times.size() == 1) {
            // The usual case, and half the work for the database.
            ManyRows.update(
                    handle,
                    "update workunit set transition_time = least(transition_time, ?) where id in {ids}",
                    due.keySet(),
                    times.iterator().next());
            return;
        }
        ManyRows.update(handle, """
                update {rows} c straight_join workunit w on w.id = c.id
                set w.transition_time = least(w.transition_time, c.due)
                """, List.of("id", "due"), rows(due));
    }

    /**
     * Writes reports into their rows.
     *
     * @throws ChangedMeanwhileException when one is no longer as it was read
     */
    static void accept(Handle handle, List<AcceptedReport> reports, long now) {
        int from = 0;
        while (from < reports.size()) {
            int to = from;
            int bytes = 0;
            RowChanges successes = new RowChanges("result", SUCCESS_COLUMNS, SEEN);
            RowChanges errors = new RowChanges("result", ERROR_COLUMNS, SEEN);
            while (to < reports.size() && to - from < RowChanges.together() && bytes < BYTES_PER_STATEMENT) {
                AcceptedReport report = reports.get(to);
                bytes += 2
                        * (report.result().stderr().length()
                                + report.result().outputFiles().length());
                (report.result().succeeded() ? successes : errors)
                        .add(report.task().id(), accepted(report, now));
                to++;
            }
            requireAll(successes.write(handle) + errors.write(handle), to - from, "reported tasks");
            from = to;
        }
    }

    /** Values for the columns; an error is not to be validated. */
    private static List<Object> accepted(AcceptedReport report, long now) {
        ReportedResult result = report.result();
        List<Object> values = new ArrayList<>();
        if (!result.succeeded()) {
            values.add(ValidateState.INVALID.code());
        }
        Collections.addAll(
                values,
                report.sender().hostId(),
                report.sender().team(),
                now,
                ServerState.OVER.code(),
                (result.succeeded() ? Outcome.SUCCESS : Outcome.CLIENT_ERROR).code(),
                result.clientState(),
                result.exitStatus(),
                result.applicationVersion(),
                report.runtime().cpuTime(),
                report.runtime().elapsedTime(),
                report.runtime().workingSet(),
                report.runtime().swap(),
                report.runtime().disk(),
                result.stderr(),
                result.outputFiles(),
                report.task().state().code(),
                report.task().outcome().code());
        return values;
    }

    /**
     * Writes tasks off whose client has started afresh.
     *
     * @throws ChangedMeanwhileException when one is no longer in progress
     */
    static void abandon(Handle handle, List<TaskRow> tasks, long now) {
        int written = ManyRows.update(
                handle,
                """
                update result set server_state = %d, outcome = %d, received_time = %d
                where id in {ids} and server_state = %d
                """.formatted(
                        ServerState.OVER.code(), Outcome.CLIENT_DETACHED.code(), now, ServerState.IN_PROGRESS.code()),
                tasks.stream().map(TaskRow::id).sorted().toList());
        requireAll(written, tasks.size(), "abandoned tasks");
    }

    /**
     * What becomes of a task in progress of which its client does not know.
     *
     * @param deadline Unix seconds, the grace period included
     * @param versionId the version that it runs with now
     * @param flops floating-point operations per second that this could do at best
     */
    public record Renewal(long deadline, long versionId, double flops) {}

    /**
     * Gives tasks in progress new deadlines, and the versions that they are sent with now.
     *
     * @param renewals by result id
     * @throws ChangedMeanwhileException when one is no longer in progress
     */
    public static void renew(Handle handle, SortedMap<Long, Renewal> renewals) {
        List<List<Object>> rows = renewals.entrySet().stream()
                .map(entry -> List.<Object>of(
                        entry.getKey(),
                        entry.getValue().deadline(),
                        entry.getValue().versionId(),
                        entry.getValue().flops()))
                .toList();
        int written = ManyRows.update(
                handle,
                """
                update {rows} c straight_join result r on r.id = c.id
                set r.report_deadline = c.deadline, r.app_version_id = c.version, r.flops_estimate = c.flops
                where r.server_state = %d
                """.formatted(ServerState.IN_PROGRESS.code()),
                List.of("id", "deadline", "version", "flops"),
                rows);
        requireAll(written, renewals.size(), "lost tasks");
    }

    private static List<List<Object>> rows(SortedMap<Long, Long> values) {
        return values.entrySet().stream()
                .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void requireAll(int written, int expected, String what) {
        if (written != expected) {
            throw new ChangedMeanwhileException((expected - written) + " " + what + " were changed by somebody else");
        }
    }

    private static TaskRow task(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Optional<ServerState> state = RowStates.server(row.getInt("server_state"), id);
        Optional<Outcome> outcome = RowStates.outcome(row.getInt("outcome"), id);
        boolean readable = state.isPresent() && outcome.isPresent();
        return new TaskRow(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("workunitid"),
                row.getLong("appid"),
                state.orElse(ServerState.IN_PROGRESS),
                outcome.orElse(Outcome.INIT),
                readable ? new TaskRow.Holder(row.getLong("hostid"), row.getLong("userid")) : TaskRow.Holder.UNREADABLE,
                new TaskRow.Times(
                        row.getLong("sent_time"), row.getLong("report_deadline"), row.getLong("received_time")),
                row.getLong("app_version_id"),
                row.getDouble("flops_estimate"),
                new TaskRow.WorkunitState(
                        row.getInt("error_mask"),
                        row.getInt("assimilate_state") == AssimilateState.DONE.code(),
                        row.getLong("canonical_resultid") != 0,
                        row.getLong("delay_bound")));
    }
}
