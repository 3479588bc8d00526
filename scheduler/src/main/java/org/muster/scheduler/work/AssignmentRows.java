package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.ServerState;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.report.RowStates;
import org.muster.scheduler.rules.WorkunitNow;

/** Reads workunits that tasks are about to be given out of, and writes that they were given out. */
final class AssignmentRows {

    private static final List<String> COMMIT_COLUMNS = List.of("id", "due", "class", "version", "replicas");

    /** A workunit's limits are raised with its replication, or the transitioner would give it up. */
    private static final String COMMIT = """
            update {rows} c straight_join workunit w on w.id = c.id
            set w.transition_time = least(w.transition_time, c.due),
              w.hr_class = if(c.class = 0, w.hr_class, c.class),
              w.app_version_id = if(c.version = 0, w.app_version_id, c.version),
              w.min_quorum = if(c.replicas = 0, w.min_quorum, c.replicas),
              w.target_nresults = if(c.replicas = 0, w.target_nresults, c.replicas),
              w.max_success_results = greatest(w.max_success_results, c.replicas),
              w.max_total_results = greatest(w.max_total_results, c.replicas)
            """;

    private static final List<String> ASSIGN_COLUMNS =
            List.of("id", "host", "user_id", "team", "sent", "deadline", "version", "flops");

    private static final String ASSIGN = """
            update {rows} c straight_join result r on r.id = c.id
            set r.server_state = %d, r.hostid = c.host, r.userid = c.user_id, r.teamid = c.team,
              r.sent_time = c.sent, r.report_deadline = c.deadline, r.app_version_id = c.version,
              r.flops_estimate = c.flops
            where r.server_state = %d
            """.formatted(ServerState.IN_PROGRESS.code(), ServerState.UNSENT.code());

    private AssignmentRows() {}

    /**
     * Locks workunits until the transaction's end and reads them with all their results. Those that another transaction
     * holds are left out: there is enough other work.
     *
     * <p>Two statements, because under READ COMMITTED each sees what was committed when it began: the second, begun with
     * the locks held, cannot miss a result that another scheduler has just given out of one of these workunits.
     */
    static Map<Long, WorkunitNow> lock(Handle handle, Collection<Long> workunits) {
        List<WorkunitNow> locked = ManyRows.select(
                handle,
                """
                select id, error_mask, canonical_resultid, transitioner_flags, hr_class, app_version_id,
                  target_nresults
                from workunit where id in {ids} order by id for update skip locked
                """,
                new TreeSet<>(workunits),
                row -> new WorkunitNow(
                        row.getLong("id"),
                        row.getInt("error_mask"),
                        row.getLong("canonical_resultid") != 0,
                        row.getInt("transitioner_flags") != 0,
                        new WorkunitNow.Commitment(
                                row.getInt("hr_class"), row.getLong("app_version_id"), row.getInt("target_nresults")),
                        new ArrayList<>()));
        Map<Long, WorkunitNow> byId = new HashMap<>();
        locked.forEach(workunit -> byId.put(workunit.id(), workunit));
        ManyRows.select(
                handle,
                "select id, workunitid, server_state, userid, hostid from result where workunitid in {ids}",
                byId.keySet(),
                row -> byId.get(row.getLong("workunitid"))
                        .results()
                        .add(new WorkunitNow.ResultNow(
                                row.getLong("id"),
                                RowStates.server(row.getInt("server_state"), row.getLong("id"))
                                        .orElse(ServerState.OVER),
                                row.getLong("userid"),
                                row.getLong("hostid"))));
        return byId;
    }

    /** Which of these workunits have a result that the account, or the computer, has or had. */
    static Set<Long> heldBy(Handle handle, Collection<Long> workunits, long user, long host) {
        String query =
                "select distinct workunitid from result where workunitid in {ids} and (userid = %d or hostid = %d)"
                        .formatted(user, host);
        return new HashSet<>(ManyRows.select(handle, query, workunits, row -> row.getLong("workunitid")));
    }

    /**
     * Gives tasks away, makes their workunits due at their deadlines, and keeps these to what their results will have in
     * common. The workunits must be locked.
     *
     * @throws ChangedMeanwhileException when one is not unsent any more
     */
    static void assign(Handle handle, List<Chosen> tasks, WorkOrder order) {
        if (tasks.isEmpty()) {
            return;
        }
        ManyRows.update(handle, COMMIT, COMMIT_COLUMNS, commitments(tasks, order));
        int written = ManyRows.update(handle, ASSIGN, ASSIGN_COLUMNS, assignments(tasks, order));
        if (written != tasks.size()) {
            throw new ChangedMeanwhileException(
                    (tasks.size() - written) + " unsent tasks were changed by somebody else");
        }
    }

    /** A workunit that is to have more results than before is due at once, so that they are made. */
    private static List<List<Object>> commitments(List<Chosen> tasks, WorkOrder order) {
        long now = order.times().now();
        SortedMap<Long, List<Object>> rows = new TreeMap<>();
        for (Chosen chosen : tasks) {
            long due = chosen.task().deadline() + order.times().gracePeriod();
            rows.put(
                    chosen.task().job().workunitId(),
                    List.of(
                            chosen.task().job().workunitId(),
                            chosen.replicas() == 0 ? due : now,
                            chosen.homogeneousClass(),
                            chosen.committedVersion(),
                            chosen.replicas()));
        }
        return List.copyOf(rows.values());
    }

    private static List<List<Object>> assignments(List<Chosen> tasks, WorkOrder order) {
        return tasks.stream()
                .map(Chosen::task)
                .sorted(Comparator.comparingLong(task -> task.job().resultId()))
                .map(task -> List.<Object>of(
                        task.job().resultId(),
                        order.claimant().host(),
                        order.claimant().user(),
                        order.claimant().team(),
                        order.times().now(),
                        task.deadline() + order.times().gracePeriod(),
                        task.version().version().id(),
                        task.version().usage().peakFlops()))
                .toList();
    }
}
