package org.muster.scheduler.work;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.report.TaskRows;
import org.muster.scheduler.rules.WorkunitNow;

/**
 * What is written of workunits of which tasks are given out: when the transitioner is to look at them, and what their
 * results will have in common.
 */
final class CommitmentRows {

    /** With many more in one list the databases give up the index. */
    private static final int MOST_TOGETHER = 1000;

    private static final List<String> COLUMNS = List.of("id", "due", "class", "version", "replicas");

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

    private final Map<Long, WorkunitNow> locked;
    private final SortedMap<Long, Commitment> commitments = new TreeMap<>();

    /** @param locked the workunits as they are, locked */
    CommitmentRows(Map<Long, WorkunitNow> locked) {
        this.locked = locked;
    }

    /** What is written of a workunit. One that is to have more results than before is due at once, so they are made. */
    private record Commitment(long due, int homogeneousClass, long version, int replicas) {

        /** Two tasks of it are given out together. */
        Commitment and(Commitment later) {
            return new Commitment(
                    Math.min(due, later.due),
                    later.homogeneousClass == 0 ? homogeneousClass : later.homogeneousClass,
                    later.version == 0 ? version : later.version,
                    later.replicas == 0 ? replicas : later.replicas);
        }

        boolean onlyTime() {
            return homogeneousClass == 0 && version == 0 && replicas == 0;
        }

        List<Object> row(long workunit) {
            return List.of(workunit, due, homogeneousClass, version, replicas);
        }
    }

    /** A task is given out. */
    void add(Chosen chosen, WorkOrder order) {
        long due = chosen.replicas() == 0
                ? chosen.task().deadline() + order.times().gracePeriod()
                : order.times().now();
        commitments.merge(
                chosen.task().job().workunitId(),
                new Commitment(due, chosen.homogeneousClass(), chosen.committedVersion(), chosen.replicas()),
                Commitment::and);
    }

    /**
     * Writes them. Most need nothing: the transitioner looks at a workunit that has an unsent task before any deadline that
     * the task can get.
     */
    void write(Handle handle) {
        SortedMap<Long, Long> times = new TreeMap<>();
        SortedMap<Long, List<Object>> rows = new TreeMap<>();
        for (Map.Entry<Long, Commitment> entry : commitments.entrySet()) {
            long workunit = entry.getKey();
            Commitment commitment = entry.getValue();
            if (!commitment.onlyTime()) {
                rows.put(workunit, commitment.row(workunit));
            } else if (commitment.due() < locked.get(workunit).due()) {
                times.put(workunit, commitment.due());
            }
        }
        TaskRows.moveTransitions(handle, times);
        List<List<Object>> all = List.copyOf(rows.values());
        for (int from = 0; from < all.size(); from += MOST_TOGETHER) {
            ManyRows.update(handle, COMMIT, COLUMNS, all.subList(from, Math.min(all.size(), from + MOST_TOGETHER)));
        }
    }
}
