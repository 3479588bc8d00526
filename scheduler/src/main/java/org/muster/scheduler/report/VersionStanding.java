package org.muster.scheduler.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.DailyQuota;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.store.HostAppVersionRows;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.request.ReportedResult;

/**
 * How reports and new tasks change what is known of a computer with application versions: its daily quota, its run of
 * valid tasks, and how many tasks it got today. Volunteers' own programs have rows too.
 */
public final class VersionStanding {

    private VersionStanding() {}

    /** How a task ended, as far as it speaks for or against the computer. */
    public enum Ending {
        /** The client calls it a success. */
        SUCCESS,
        /** It failed. */
        FAILURE,
        /** The project itself asked for its end. */
        NO_MATTER;

        private static final int ABORTED_BY_PROJECT = 202;

        /** How a reported task ended. */
        public static Ending of(ReportedResult result) {
            if (result.succeeded()) {
                return SUCCESS;
            }
            return result.exitStatus() == ABORTED_BY_PROJECT ? NO_MATTER : FAILURE;
        }

        HostAppVersion applied(HostAppVersion before, DailyQuota quota) {
            return switch (this) {
                case SUCCESS -> before.afterSuccess(quota);
                case FAILURE -> before.afterFailure(quota);
                case NO_MATTER -> before;
            };
        }
    }

    /**
     * One reported task.
     *
     * @param key the computer and the version
     * @param ending how it ended
     */
    public record Deed(HostAppVersion.Key key, Ending ending) {}

    /**
     * Writes what reports say. Locks the rows until the transaction's end.
     *
     * @param deeds in the order in which they were reported
     */
    public static void report(Handle handle, List<Deed> deeds, DailyQuota quota) {
        if (deeds.isEmpty()) {
            return;
        }
        Map<HostAppVersion.Key, HostAppVersion> before = HostAppVersionRows.lockOrCreate(
                handle, deeds.stream().map(Deed::key).toList());
        HostAppVersionRows.update(handle, after(before, deeds, quota));
    }

    /** The rows that reports change, as they shall be. Pure. */
    static List<HostAppVersion> after(
            Map<HostAppVersion.Key, HostAppVersion> before, List<Deed> deeds, DailyQuota quota) {
        Map<HostAppVersion.Key, HostAppVersion> after = new HashMap<>(before);
        for (Deed deed : deeds) {
            after.computeIfPresent(deed.key(), (key, row) -> deed.ending().applied(row, quota));
        }
        return after.values().stream()
                .filter(row -> !row.equals(before.get(row.key())))
                .toList();
    }

    /** Forgets how many tasks a computer got on the day before. */
    public static void beginDay(Handle handle, long host) {
        ManyRows.update(
                handle,
                "update host_app_version set n_jobs_today = 0 where n_jobs_today <> 0 and host_id in {ids}",
                List.of(host));
    }

    /**
     * Counts new tasks. Makes the rows that are missing.
     *
     * @param keys computer and version of each task
     */
    public static void sent(Handle handle, List<HostAppVersion.Key> keys) {
        SortedMap<HostAppVersion.Key, Integer> counts =
                new TreeMap<>(Comparator.comparingLong(HostAppVersion.Key::hostId)
                        .thenComparingLong(HostAppVersion.Key::appVersionId));
        keys.forEach(key -> counts.merge(key, 1, Integer::sum));
        List<List<Object>> rows = new ArrayList<>();
        counts.forEach((key, count) -> rows.add(List.of(key.hostId(), key.appVersionId(), count)));
        ManyRows.update(handle, """
                insert into host_app_version (host_id, app_version_id, n_jobs_today)
                select c.host, c.version, c.sent from {rows} c
                on duplicate key update n_jobs_today = n_jobs_today + c.sent
                """, List.of("host", "version", "sent"), rows);
    }
}
