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
import org.jdbi.v3.core.statement.PreparedBatch;
import org.muster.common.store.Database;
import org.muster.science.spikes.Spike;

/**
 * Takes canonical results into the science database, each once.
 *
 * <p>The key is the workunit: a second call for the same workunit, by the same or another process, at once or years later,
 * changes nothing. So the caller may repeat a call whose outcome it does not know. Thread-safe.
 */
public final class ScienceResults {
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
        PreparedBatch batch = handle.prepareBatch("""
                insert into result (workunit_id, name, spikes, spikes_cut, best_power, best_frequency_hz,
                  best_drift_rate, best_transform_length, best_time, best_polarization, best_bin, recorded_at)
                values (:workunit, :name, :spikes, :cut, :power, :frequency, :driftRate, :transformLength, :time,
                  :polarization, :bin, :now)
                """);
        fresh.forEach((workunit, result) -> bind(batch, result.spikes().best())
                .bind("workunit", workunit)
                .bind("name", result.resultName())
                .bind("spikes", result.spikes().spikes().size())
                .bind("cut", result.spikes().cut())
                .bind("now", now)
                .add());
        batch.execute();
    }

    private static void insertSpikes(Handle handle, Map<Long, CanonicalResult> fresh) {
        Map<Long, Long> resultIds = handle
                .createQuery("select id, workunit_id from result where workunit_id in (<ids>)")
                .bindList("ids", new ArrayList<>(fresh.keySet()))
                .map((row, context) -> Map.entry(row.getLong("workunit_id"), row.getLong("id")))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        PreparedBatch batch = handle.prepareBatch("""
                insert into spike (result_id, number, power, frequency_hz, drift_rate, transform_length, time,
                  polarization, bin)
                values (:result, :number, :power, :frequency, :driftRate, :transformLength, :time, :polarization, :bin)
                """);
        fresh.forEach((workunit, result) -> {
            int number = 0;
            for (Spike spike : result.spikes().spikes()) {
                bind(batch, spike)
                        .bind("result", resultIds.get(workunit))
                        .bind("number", number++)
                        .add();
            }
        });
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static PreparedBatch bind(PreparedBatch batch, Spike spike) {
        return batch.bind("power", spike.power())
                .bind("frequency", spike.frequency())
                .bind("driftRate", spike.driftRate())
                .bind("transformLength", spike.transformLength())
                .bind("time", spike.time())
                .bind("polarization", spike.polarization())
                .bind("bin", spike.bin());
    }
}
