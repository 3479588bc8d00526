package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.ServerState;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.common.store.RowChanges;
import org.muster.scheduler.report.RowStates;
import org.muster.scheduler.rules.Claimant;
import org.muster.scheduler.rules.WorkunitNow;

/** Reads workunits that tasks are about to be given out of, and writes that they were given out. */
final class AssignmentRows {

    private static final List<String> ASSIGNED = List.of(
            "server_state",
            "hostid",
            "userid",
            "teamid",
            "sent_time",
            "report_deadline",
            "app_version_id",
            "flops_estimate");

    /** With many more in one list the databases give up the index. */
    private static final int MOST_TOGETHER = 1000;

    private AssignmentRows() {}

    /**
     * Locks workunits until the transaction's end and reads them with all their results. Those that another transaction
     * holds are left out: there is enough other work.
     *
     * <p>Two statements, because under READ COMMITTED each sees what was committed when it began: the second, begun with
     * the locks held, cannot miss a result that another scheduler has just given out of one of these workunits.
     */
    static Map<Long, WorkunitNow> lock(Handle handle, Collection<Long> workunits) {
        Map<Long, WorkunitNow> byId = new HashMap<>();
        for (List<Long> part : parts(new TreeSet<>(workunits))) {
            lockPart(handle, part, byId);
        }
        return byId;
    }

    private static void lockPart(Handle handle, List<Long> workunits, Map<Long, WorkunitNow> byId) {
        List<WorkunitNow> locked = ManyRows.select(
                handle,
                """
                select id, error_mask, canonical_resultid, transitioner_flags, hr_class, app_version_id,
                  target_nresults, transition_time
                from workunit where id in {ids} order by id for update skip locked
                """,
                workunits,
                row -> new WorkunitNow(
                        row.getLong("id"),
                        row.getInt("error_mask"),
                        row.getLong("canonical_resultid") != 0,
                        row.getInt("transitioner_flags") != 0,
                        row.getLong("transition_time"),
                        new WorkunitNow.Commitment(
                                row.getInt("hr_class"), row.getLong("app_version_id"), row.getInt("target_nresults")),
                        new ArrayList<>()));
        locked.forEach(workunit -> byId.put(workunit.id(), workunit));
        ManyRows.select(
                handle,
                "select id, workunitid, server_state, userid, hostid from result where workunitid in {ids}",
                locked.stream().map(WorkunitNow::id).toList(),
                row -> byId.get(row.getLong("workunitid"))
                        .results()
                        .add(new WorkunitNow.ResultNow(
                                row.getLong("id"),
                                RowStates.server(row.getInt("server_state"), row.getLong("id"))
                                        .orElse(ServerState.OVER),
                                row.getLong("userid"),
                                row.getLong("hostid"))));
    }

    /**
     * Who asks about workunits.
     *
     * @param workunits those of which it may have a task already
     */
    record Asked(Claimant claimant, Set<Long> workunits) {}

    /** Of which of these workunits each claimant's account or computer has or had a result, by computer. */
    static Map<Long, Set<Long>> heldBy(Handle handle, List<Asked> all) {
        Set<Long> workunits = new TreeSet<>();
        all.forEach(asked -> workunits.addAll(asked.workunits()));
        String query = """
                select workunitid, userid, hostid from result
                where workunitid in {ids} and (userid in (%s) or hostid in (%s))
                """.formatted(list(all, Claimant::user), list(all, Claimant::host));
        Map<Long, Set<Long>> held = new HashMap<>();
        for (List<Long> part : parts(workunits)) {
            ManyRows.select(handle, query, part, row -> {
                long workunit = row.getLong("workunitid");
                long user = row.getLong("userid");
                long host = row.getLong("hostid");
                all.stream()
                        .filter(asked -> asked.claimant().user() == user
                                || asked.claimant().host() == host)
                        .filter(asked -> asked.workunits().contains(workunit))
                        .forEach(asked -> held.computeIfAbsent(asked.claimant().host(), computer -> new HashSet<>())
                                .add(workunit));
                return workunit;
            });
        }
        return held;
    }

    private static String list(List<Asked> all, ToLongFunction<Claimant> id) {
        return all.stream()
                .map(Asked::claimant)
                .mapToLong(id)
                .sorted()
                .distinct()
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", "));
    }

    private static <T> List<List<T>> parts(Collection<T> all) {
        List<T> list = List.copyOf(all);
        return IntStream.iterate(0, from -> from < list.size(), from -> from + MOST_TOGETHER)
                .mapToObj(from -> list.subList(from, Math.min(list.size(), from + MOST_TOGETHER)))
                .toList();
    }

    /** Tasks for one claimant. */
    record Assigned(WorkOrder order, List<Chosen> tasks) {}

    /**
     * Gives tasks away, makes their workunits due no later than their deadlines, and keeps these to what their results will have in
     * common.
     *
     * @param locked their workunits as they are, locked
     * @throws ChangedMeanwhileException when one is not unsent any more
     */
    static void assign(Handle handle, List<Assigned> all, Map<Long, WorkunitNow> locked) {
        CommitmentRows commitments = new CommitmentRows(locked);
        RowChanges assignments = new RowChanges("result", ASSIGNED, List.of("server_state"));
        for (Assigned one : all) {
            for (Chosen chosen : one.tasks()) {
                commitments.add(chosen, one.order());
                assignments.add(chosen.task().job().resultId(), assignment(chosen.task(), one.order()));
            }
        }
        commitments.write(handle);
        int written = assignments.write(handle);
        if (written != assignments.size()) {
            throw new ChangedMeanwhileException(
                    (assignments.size() - written) + " unsent tasks were changed by somebody else");
        }
    }

    private static List<Object> assignment(SentTask task, WorkOrder order) {
        return List.of(
                ServerState.IN_PROGRESS.code(),
                order.claimant().host(),
                order.claimant().user(),
                order.claimant().team(),
                order.times().now(),
                task.deadline() + order.times().gracePeriod(),
                task.version().version().id(),
                task.version().usage().peakFlops(),
                ServerState.UNSENT.code());
    }
}
