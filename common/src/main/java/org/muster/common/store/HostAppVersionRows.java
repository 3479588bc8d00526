package org.muster.common.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.Average;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.credit.SpreadAverage;

/** Reads, locks and writes {@code host_app_version} by sets, always in the order of host and version. */
public final class HostAppVersionRows {

    private static final Comparator<HostAppVersion.Key> ORDER =
            Comparator.comparingLong(HostAppVersion.Key::hostId).thenComparingLong(HostAppVersion.Key::appVersionId);

    private static final String LOCK = """
            select h.host_id, h.app_version_id, h.pfc_n, h.pfc_avg, h.et_n, h.et_avg, h.et_var, h.et_q,
              h.turnaround_n, h.turnaround_avg, h.turnaround_var, h.turnaround_q,
              h.max_jobs_per_day, h.consecutive_valid
            from {rows} k straight_join host_app_version h
              on h.host_id = k.host_id and h.app_version_id = k.app_version_id
            for update
            """;

    private static final String INSERT = """
            insert ignore into host_app_version (host_id, app_version_id)
            select k.host_id, k.app_version_id from {rows} k
            """;

    private static final String UPDATE = """
            update {rows} c straight_join host_app_version h
              on h.host_id = c.host_id and h.app_version_id = c.app_version_id
            set h.pfc_n = c.pfc_n, h.pfc_avg = c.pfc_avg,
              h.et_n = c.et_n, h.et_avg = c.et_avg, h.et_var = c.et_var, h.et_q = c.et_q,
              h.turnaround_n = c.turnaround_n, h.turnaround_avg = c.turnaround_avg,
              h.turnaround_var = c.turnaround_var, h.turnaround_q = c.turnaround_q,
              h.max_jobs_per_day = c.max_jobs_per_day, h.consecutive_valid = c.consecutive_valid
            """;

    private static final List<String> KEY = List.of("host_id", "app_version_id");

    private static final List<String> COLUMNS = List.of(
            "host_id",
            "app_version_id",
            "pfc_n",
            "pfc_avg",
            "et_n",
            "et_avg",
            "et_var",
            "et_q",
            "turnaround_n",
            "turnaround_avg",
            "turnaround_var",
            "turnaround_q",
            "max_jobs_per_day",
            "consecutive_valid");

    private HostAppVersionRows() {}

    /** Locks the rows until the transaction ends and returns them; a key without a row is not in the map. */
    public static Map<HostAppVersion.Key, HostAppVersion> lock(Handle handle, Collection<HostAppVersion.Key> keys) {
        Map<HostAppVersion.Key, HostAppVersion> found = new LinkedHashMap<>();
        ManyRows.select(handle, LOCK, KEY, keyRows(keys), HostAppVersionRows::read)
                .forEach(row -> found.put(row.key(), row));
        return found;
    }

    /** As {@link #lock}, after making the rows that are missing. */
    public static Map<HostAppVersion.Key, HostAppVersion> lockOrCreate(
            Handle handle, Collection<HostAppVersion.Key> keys) {
        Map<HostAppVersion.Key, HostAppVersion> found = lock(handle, keys);
        List<HostAppVersion.Key> missing =
                keys.stream().filter(key -> !found.containsKey(key)).toList();
        if (missing.isEmpty()) {
            return found;
        }
        ManyRows.update(handle, INSERT, KEY, keyRows(missing));
        return lock(handle, keys);
    }

    /** Writes rows that this transaction has locked. */
    public static void update(Handle handle, Collection<HostAppVersion> rows) {
        List<List<Object>> values = rows.stream()
                .sorted(Comparator.comparing(HostAppVersion::key, ORDER))
                .map(HostAppVersionRows::values)
                .toList();
        ManyRows.update(handle, UPDATE, COLUMNS, values);
    }

    private static List<List<Object>> keyRows(Collection<HostAppVersion.Key> keys) {
        return keys.stream()
                .distinct()
                .sorted(ORDER)
                .map(key -> List.<Object>of(key.hostId(), key.appVersionId()))
                .toList();
    }

    private static HostAppVersion read(ResultSet row) throws SQLException {
        return new HostAppVersion(
                new HostAppVersion.Key(row.getLong("host_id"), row.getLong("app_version_id")),
                new Average(row.getDouble("pfc_n"), row.getDouble("pfc_avg")),
                spread(row, "et"),
                spread(row, "turnaround"),
                row.getInt("max_jobs_per_day"),
                row.getInt("consecutive_valid"));
    }

    private static SpreadAverage spread(ResultSet row, String name) throws SQLException {
        return new SpreadAverage(
                row.getDouble(name + "_n"),
                row.getDouble(name + "_avg"),
                row.getDouble(name + "_var"),
                row.getDouble(name + "_q"));
    }

    private static List<Object> values(HostAppVersion row) {
        return List.of(
                row.key().hostId(),
                row.key().appVersionId(),
                row.peakFlops().samples(),
                row.peakFlops().value(),
                row.elapsed().samples(),
                row.elapsed().value(),
                row.elapsed().variance(),
                row.elapsed().squares(),
                row.turnaround().samples(),
                row.turnaround().value(),
                row.turnaround().variance(),
                row.turnaround().squares(),
                row.maxJobsPerDay(),
                row.consecutiveValid());
    }
}
