package org.muster.scheduler.version;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.Average;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.store.ManyRows;

/** Reads what is known of application versions on computers. */
public final class VersionHistoryRows {

    private VersionHistoryRows() {}

    /** All that is known of these computers, by one statement. */
    public static Map<HostAppVersion.Key, VersionHistory> read(Handle handle, Collection<Long> hosts) {
        Map<HostAppVersion.Key, VersionHistory> found = new HashMap<>();
        ManyRows.select(handle, """
                        select host_id, app_version_id, pfc_n, pfc_avg, et_n, et_avg, turnaround_n, turnaround_avg,
                          max_jobs_per_day, n_jobs_today, consecutive_valid
                        from host_app_version where host_id in {ids}
                        """, new TreeSet<>(hosts), VersionHistoryRows::history)
                .forEach(history -> found.put(history.key(), history));
        return found;
    }

    private static VersionHistory history(ResultSet row) throws SQLException {
        return new VersionHistory(
                new HostAppVersion.Key(row.getLong("host_id"), row.getLong("app_version_id")),
                average(row, "pfc"),
                average(row, "et"),
                average(row, "turnaround"),
                row.getInt("max_jobs_per_day"),
                row.getInt("n_jobs_today"),
                row.getInt("consecutive_valid"));
    }

    private static Average average(ResultSet row, String name) throws SQLException {
        return new Average(row.getDouble(name + "_n"), row.getDouble(name + "_avg"));
    }
}
