package org.muster.scheduler.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.DailyQuota;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.store.HostAppVersionRows;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.request.ReportedResult;
import org.muster.scheduler.version.VersionHistory;

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
     * What one computer reported.
     *
     * @param deeds in the order in which they were reported
     * @param quota what its daily quota is reckoned by
     */
    public record Reports(List<Deed> deeds, DailyQuota quota) {}

    /**
     * The deeds that may change a row. Successes do not where the computer has its whole quota already, which is nearly always.
     * Pure.
     *
     * @param known rows as they were read; those of which nothing is known may change
     */
    public static List<Deed> telling(
            List<Deed> deeds, DailyQuota quota, Map<HostAppVersion.Key, VersionHistory> known) {
        Set<HostAppVersion.Key> told = deeds.stream()
                .filter(deed -> deed.ending() != Ending.SUCCESS || !isWhole(known.get(deed.key()), quota))
                .map(Deed::key)
                .collect(Collectors.toSet());
        return deeds.stream().filter(deed -> told.contains(deed.key())).toList();
    }

    private static boolean isWhole(VersionHistory known, DailyQuota quota) {
        return known != null && quota.afterSuccess(known.maxJobsPerDay()) == known.maxJobsPerDay();
    }

    /** Writes what reports of several computers say. Locks the rows until the transaction's end. */
    public static void report(Handle handle, List<Reports> reports) {
        List<HostAppVersion.Key> keys = reports.stream()
                .flatMap(one -> one.deeds().stream())
                .map(Deed::key)
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        Map<HostAppVersion.Key, HostAppVersion> rows = HostAppVersionRows.lockOrCreate(handle, keys);
        Map<HostAppVersion.Key, HostAppVersion> changed = new HashMap<>();
        for (Reports one : reports) {
            for (HostAppVersion row : after(rows, one.deeds(), one.quota())) {
                rows.put(row.key(), row);
                changed.put(row.key(), row);
            }
        }
        HostAppVersionRows.update(handle, changed.values());
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

    /** Forgets how many tasks computers got on the day before. */
    public static void beginDay(Handle handle, Collection<Long> hosts) {
        ManyRows.update(
                handle,
                "update host_app_version set n_jobs_today = 0 where n_jobs_today <> 0 and host_id in {ids}",
                new TreeSet<>(hosts));
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
        ManyRows.insertOrAdd(handle, "host_app_version", List.of("host_id", "app_version_id"), "n_jobs_today", rows);
    }
}
