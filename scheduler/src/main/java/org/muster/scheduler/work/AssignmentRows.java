package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.ServerState;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.rules.WorkunitNow;

/** Reads workunits that tasks are about to be given out of, and writes that they were given out. */
final class AssignmentRows {

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
                select id, error_mask, canonical_resultid from workunit where id in {ids}
                order by id for update skip locked
                """,
                new TreeSet<>(workunits),
                row -> new WorkunitNow(
                        row.getLong("id"),
                        row.getInt("error_mask"),
                        row.getLong("canonical_resultid") != 0,
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
                                ServerState.of(row.getInt("server_state")),
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
     * Gives tasks away. Their workunits must be locked.
     *
     * @param gracePeriod seconds that the row's deadline is later than what the client is told
     * @throws ChangedMeanwhileException when one is not unsent any more
     */
    static void assign(Handle handle, List<SentTask> tasks, WorkOrder.Receiver receiver, long gracePeriod, long now) {
        if (tasks.isEmpty()) {
            return;
        }
        List<List<Object>> rows = tasks.stream()
                .sorted(Comparator.comparingLong(task -> task.job().resultId()))
                .map(task -> List.<Object>of(
                        task.job().resultId(),
                        receiver.host(),
                        receiver.user(),
                        receiver.team(),
                        now,
                        task.deadline() + gracePeriod,
                        task.version().version().id(),
                        task.version().usage().peakFlops()))
                .toList();
        int written = ManyRows.update(
                handle,
                """
                update {rows} c straight_join result r on r.id = c.id
                set r.server_state = %d, r.hostid = c.host, r.userid = c.user_id, r.teamid = c.team,
                  r.sent_time = c.sent, r.report_deadline = c.deadline, r.app_version_id = c.version,
                  r.flops_estimate = c.flops
                where r.server_state = %d
                """.formatted(ServerState.IN_PROGRESS.code(), ServerState.UNSENT.code()),
                List.of("id", "host", "user_id", "team", "sent", "deadline", "version", "flops"),
                rows);
        if (written != tasks.size()) {
            throw new ChangedMeanwhileException(
                    (tasks.size() - written) + " unsent tasks were changed by somebody else");
        }
    }
}
