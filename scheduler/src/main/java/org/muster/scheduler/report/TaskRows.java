package org.muster.scheduler.report;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
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

    private static final List<String> ACCEPT_COLUMNS = List.of(
            "id",
            "seen_state",
            "seen_outcome",
            "host",
            "team",
            "received",
            "outcome",
            "cpu",
            "elapsed",
            "working_set",
            "swap",
            "disk",
            "exit_code",
            "client",
            "version",
            "stderr",
            "files");

    private static final String ACCEPT =
            """
            update {rows} c straight_join result r on r.id = c.id
            set r.hostid = c.host, r.teamid = c.team, r.received_time = c.received, r.server_state = %d,
              r.outcome = c.outcome, r.validate_state = if(c.outcome = %d, r.validate_state, %d),
              r.client_state = c.client, r.exit_status = c.exit_code, r.app_version_num = c.version,
              r.cpu_time = c.cpu, r.elapsed_time = c.elapsed, r.peak_working_set_size = c.working_set,
              r.peak_swap_size = c.swap, r.peak_disk_usage = c.disk, r.stderr_out = c.stderr, r.xml_doc_out = c.files
            where r.server_state = c.seen_state and r.outcome = c.seen_outcome
            """.formatted(ServerState.OVER.code(), Outcome.SUCCESS.code(), ValidateState.INVALID.code());

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
            while (to < reports.size() && to - from < ROWS_PER_STATEMENT && bytes < BYTES_PER_STATEMENT) {
                ReportedResult result = reports.get(to).result();
                bytes += 2 * (result.stderr().length() + result.outputFiles().length());
                to++;
            }
            List<AcceptedReport> part = reports.subList(from, to);
            int written = ManyRows.update(
                    handle,
                    ACCEPT,
                    ACCEPT_COLUMNS,
                    part.stream().map(report -> accepted(report, now)).toList());
            requireAll(written, part.size(), "reported tasks");
            from = to;
        }
    }

    private static List<Object> accepted(AcceptedReport report, long now) {
        ReportedResult result = report.result();
        return List.of(
                report.task().id(),
                report.task().state().code(),
                report.task().outcome().code(),
                report.sender().hostId(),
                report.sender().team(),
                now,
                (result.succeeded() ? Outcome.SUCCESS : Outcome.CLIENT_ERROR).code(),
                report.runtime().cpuTime(),
                report.runtime().elapsedTime(),
                report.runtime().workingSet(),
                report.runtime().swap(),
                report.runtime().disk(),
                result.exitStatus(),
                result.clientState(),
                result.applicationVersion(),
                result.stderr().getBytes(StandardCharsets.UTF_8),
                result.outputFiles().getBytes(StandardCharsets.UTF_8));
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
