package org.muster.web.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.web.cache.Snapshot;
import org.muster.web.counts.Since;

/**
 * All that the status page knows.
 *
 * @param now when it was asked
 * @param daemons one line each; empty when the database has never been reached
 * @param work what is known of the work
 * @param closed which trigger files are there
 * @param history values of the last day by name
 * @param disks how full disks are
 * @param replica how far behind a copy of the database is
 * @param since since when something is wrong with disks and the replica, by the names of {@link Conditions}
 */
record StatusFacts(
        Instant now,
        List<DaemonVerdict> daemons,
        Snapshot<WorkStatus> work,
        Closed closed,
        Map<String, History> history,
        List<DiskLine> disks,
        ReplicaLag replica,
        Map<String, Since> since) {

    /** The operator's trigger files that are there. */
    record Closed(boolean scheduler, boolean upload) {}

    Optional<Queues> queues() {
        return work.value().flatMap(WorkStatus::queues);
    }

    List<AppQueue> apps() {
        return work.value().map(WorkStatus::apps).orElse(List.of());
    }

    Optional<Population> population() {
        return work.value().flatMap(WorkStatus::population);
    }

    List<RecordingProgress> recordings() {
        return work.value().map(WorkStatus::recordings).orElse(List.of());
    }

    List<Incident> incidents() {
        return work.value().map(WorkStatus::incidents).orElse(List.of());
    }

    Optional<BlockedRows> blocked() {
        return work.value().map(WorkStatus::blocked).filter(rows -> rows.total() > 0);
    }

    /** Results that came back in the last hour, or since they have been counted if that is shorter. */
    long receivedLastHour() {
        double total = work.value()
                .map(known -> known.totals().getOrDefault("results_received", 0.0))
                .orElse(0.0);
        return Math.round(
                history.getOrDefault("results_received", History.NONE).growthSince(now.minusSeconds(3600), total));
    }
}
