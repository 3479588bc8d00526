package org.muster.control.fsck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.WorkunitError;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.ManyRows;
import org.muster.control.fsck.Diagnosis.Treatment;
import org.muster.filedeleter.sweep.HeldWorkunits;

/**
 * Writes what diagnoses ask for, a statement for each kind of change. The workunits must be locked and as they were when they
 * were diagnosed. Credit is not touched: what was granted stays in the ledger, which has each result once.
 *
 * <p>A result whose output is lost becomes one whose host has left: over, and nobody's fault. So its workunit may have one
 * result more than before, or a loss could use up its attempts.
 */
final class Repairs {
    private static final String LOST = "update result set server_state = " + ServerState.OVER.code() + ", outcome = "
            + Outcome.CLIENT_DETACHED.code() + " where id in {ids} and server_state = " + ServerState.OVER.code()
            + " and outcome = " + Outcome.SUCCESS.code();

    private static final String ROOM = """
            update {rows} c straight_join workunit w on w.id = c.id
            set w.max_total_results = w.max_total_results + c.lost, w.transition_time = c.due
            """;

    private static final String CANCEL = "update workunit set error_mask = error_mask | "
            + WorkunitError.CANCELLED.code() + ", transition_time = ? where id in {ids}";

    /** The credit stays: whoever computes it again gets what the others got. */
    private static final String REOPEN = "update workunit set canonical_resultid = 0, need_validate = 0,"
            + " assimilate_state = " + AssimilateState.INIT.code()
            + ", transition_time = ? where id in {ids}";

    private static final String FAIL = "update workunit set canonical_resultid = 0, error_mask = error_mask | "
            + WorkunitError.CANCELLED.code() + ", assimilate_state = " + AssimilateState.READY.code()
            + ", transition_time = ? where id in {ids}";

    private static final String CANONICAL = """
            update {rows} c straight_join workunit w on w.id = c.id
            set w.canonical_resultid = c.canonical, w.transition_time = c.due
            """;

    private Repairs() {}

    /**
     * Writes.
     *
     * @param diagnoses by workunit
     * @param reasons why workunits are held back, by id
     * @param now Unix seconds
     */
    static void write(Handle handle, Map<WorkunitRow, Diagnosis> diagnoses, Map<Long, String> reasons, long now) {
        ManyRows.update(handle, CANCEL, with(diagnoses, Treatment.CANCEL), now);
        ManyRows.update(handle, REOPEN, with(diagnoses, Treatment.REOPEN), now);
        ManyRows.update(handle, FAIL, with(diagnoses, Treatment.FAIL), now);
        List<List<Object>> canonical = new ArrayList<>();
        List<List<Object>> room = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        diagnoses.forEach((workunit, diagnosis) -> {
            diagnosis.canonical().ifPresent(result -> canonical.add(List.of(workunit.id(), result, now)));
            if (!diagnosis.lost().isEmpty()) {
                room.add(List.of(workunit.id(), diagnosis.lost().size(), now));
                lost.addAll(diagnosis.lost());
            }
        });
        ManyRows.update(handle, CANONICAL, List.of("id", "canonical", "due"), canonical);
        ManyRows.update(handle, ROOM, List.of("id", "lost", "due"), room);
        lost.sort(null);
        ManyRows.update(handle, LOST, lost);
        queues(handle, diagnoses, reasons, now);
    }

    private static void queues(
            Handle handle, Map<WorkunitRow, Diagnosis> diagnoses, Map<Long, String> reasons, long now) {
        Map<Long, String> held = new TreeMap<>();
        with(diagnoses, Treatment.HOLD)
                .forEach(id -> held.put(id, reasons.getOrDefault(id, "an input file is missing")));
        if (!held.isEmpty()) {
            HeldWorkunits.hold(handle, held, now);
        }
        HeldWorkunits.release(handle, with(diagnoses, Treatment.RELEASE));
        BlockedWork.release(handle, HeldWorkunits.QUEUE, with(diagnoses, Treatment.CANCEL));
        List<Long> again = new ArrayList<>(with(diagnoses, Treatment.ASSIMILATE_AGAIN));
        again.addAll(with(diagnoses, Treatment.REOPEN));
        again.addAll(with(diagnoses, Treatment.FAIL));
        BlockedWork.release(handle, WorkunitRows.ASSIMILATOR, again);
    }

    private static List<Long> with(Map<WorkunitRow, Diagnosis> diagnoses, Treatment treatment) {
        return diagnoses.entrySet().stream()
                .filter(entry -> entry.getValue().treatment() == treatment)
                .map(entry -> entry.getKey().id())
                .sorted()
                .toList();
    }

    /** Those of the diagnoses whose workunits are as they were. */
    static Map<WorkunitRow, Diagnosis> stillRight(Handle handle, Map<WorkunitRow, Diagnosis> diagnoses) {
        List<WorkunitRow> present = WorkunitRows.lock(
                handle,
                diagnoses.keySet().stream().map(WorkunitRow::id).sorted().toList());
        Map<WorkunitRow, Diagnosis> still = new LinkedHashMap<>(diagnoses);
        still.keySet().retainAll(present);
        return still;
    }
}
