package org.muster.science.database;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.science.spikes.Spike;

/**
 * Takes canonical results into the science database, each once.
 *
 * <p>The key is the workunit: a second call for the same workunit, by the same or another process, at once or years later,
 * changes nothing. So the caller may repeat a call whose outcome it does not know. Thread-safe.
 */
public final class ScienceResults {
    private static final List<String> RESULT_COLUMNS = List.of(
            "workunit_id",
            "name",
            "spikes",
            "spikes_cut",
            "best_power",
            "best_frequency_hz",
            "best_drift_rate",
            "best_transform_length",
            "best_time",
            "best_polarization",
            "best_bin",
            "recorded_at");

    private static final List<String> SPIKE_COLUMNS = List.of(
            "result_id",
            "number",
            "power",
            "frequency_hz",
            "drift_rate",
            "transform_length",
            "time",
            "polarization",
            "bin");

    private final Database science;

    public ScienceResults(Database science) {
        this.science = science;
    }

    /**
     * Records results with their spikes, all in one transaction.
     *
     * @param results at most one for a workunit
     * @param now Unix seconds
     * @return what became of each, by workunit name
     */
    public Map<String, RecordOutcome> record(List<CanonicalResult> results, long now) {
        if (results.isEmpty()) {
            return Map.of();
        }
        Map<String, CanonicalResult> byWorkunit = new TreeMap<>();
        for (CanonicalResult result : results) {
            if (byWorkunit.put(result.workunitName(), result) != null) {
                throw new IllegalArgumentException("two canonical results for workunit " + result.workunitName());
            }
        }
        return science.transact(handle -> record(handle, byWorkunit, now));
    }

    /**
     * Notes that the work database gave a workunit up. Does nothing when it is unknown or has a result.
     *
     * @param reason for people, for example the error bits in words
     */
    public void fail(String workunitName, String reason, long now) {
        science.write(handle -> handle.createUpdate("""
                        update workunit set state = 'FAILED', message = :reason, changed_at = :now
                        where name = :name and state in ('CUT', 'ISSUED')
                        """)
                .bind("name", workunitName)
                .bind("reason", Text.fitting(reason))
                .bind("now", now)
                .execute());
    }

    private static Map<String, RecordOutcome> record(Handle handle, Map<String, CanonicalResult> results, long now) {
        Map<String, Long> workunits = lock(handle, results.keySet());
        Set<Long> done = withResult(handle, workunits);
        Map<String, RecordOutcome> outcomes = new HashMap<>();
        Map<Long, CanonicalResult> fresh = new TreeMap<>();
        results.forEach((name, result) -> {
            Long workunit = workunits.get(name);
            if (workunit == null) {
                outcomes.put(name, RecordOutcome.UNKNOWN_WORKUNIT);
            } else if (done.contains(workunit)) {
                outcomes.put(name, RecordOutcome.ALREADY_RECORDED);
            } else {
                outcomes.put(name, RecordOutcome.RECORDED);
                fresh.put(workunit, result);
            }
        });
        if (!fresh.isEmpty()) {
            insertResults(handle, fresh, now);
            insertSpikes(handle, fresh);
            handle.createUpdate("""
                            update workunit set state = 'ANALYSED', message = '', changed_at = :now
                            where id in (<ids>)
                            """)
                    .bindList("ids", new ArrayList<>(fresh.keySet()))
                    .bind("now", now)
                    .execute();
        }
        return outcomes;
    }

    /** Holds the workunits' rows in the order of their ids, so that two recorders of the same take turns. */
    private static Map<String, Long> lock(Handle handle, Set<String> names) {
        return handle
                .createQuery("select id, name from workunit where name in (<names>) order by id for update")
                .bindList("names", new ArrayList<>(names))
                .map((row, context) -> Map.entry(row.getString("name"), row.getLong("id")))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<Long> withResult(Handle handle, Map<String, Long> workunits) {
        if (workunits.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(handle.createQuery("select workunit_id from result where workunit_id in (<ids>)")
                .bindList("ids", new ArrayList<>(workunits.values()))
                .mapTo(Long.class)
                .list());
    }

    private static void insertResults(Handle handle, Map<Long, CanonicalResult> fresh, long now) {
        List<List<Object>> rows = new ArrayList<>();
        fresh.forEach((workunit, result) -> {
            Spike best = result.spikes().best();
            rows.add(List.of(
                    workunit,
                    result.resultName(),
                    result.spikes().spikes().size(),
                    result.spikes().cut() ? 1 : 0,
                    best.power(),
                    best.frequency(),
                    best.driftRate(),
                    best.transformLength(),
                    best.time(),
                    best.polarization(),
                    best.bin(),
                    now));
        });
        ManyRows.insert(handle, "result", RESULT_COLUMNS, rows);
    }

    private static void insertSpikes(Handle handle, Map<Long, CanonicalResult> fresh) {
        Map<Long, Long> resultIds = new HashMap<>();
        ManyRows.select(
                handle,
                "select id, workunit_id from result where workunit_id in {ids}",
                fresh.keySet(),
                row -> resultIds.put(row.getLong("workunit_id"), row.getLong("id")));
        List<List<Object>> rows = new ArrayList<>();
        fresh.forEach((workunit, result) -> {
            int number = 0;
            for (Spike spike : result.spikes().spikes()) {
                rows.add(List.of(
                        resultIds.get(workunit),
                        number++,
                        spike.power(),
                        spike.frequency(),
                        spike.driftRate(),
                        spike.transformLength(),
                        spike.time(),
                        spike.polarization(),
                        spike.bin()));
            }
        });
        ManyRows.insert(handle, "spike", SPIKE_COLUMNS, rows);
    }
}
