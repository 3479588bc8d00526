package org.muster.web.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.web.cache.Snapshot;

/**
 * All that the status page knows.
 *
 * @param now when it was asked
 * @param daemons one line each; empty when the database has never been reached
 * @param work what is known of the work
 * @param population what is known of the volunteers
 * @param closed which trigger files are there
 */
record StatusFacts(
        Instant now,
        List<DaemonVerdict> daemons,
        Snapshot<WorkStatus> work,
        Snapshot<Population> population,
        Closed closed) {

    /** The operator's trigger files that are there. */
    record Closed(boolean scheduler, boolean upload) {}

    Optional<Queues> queues() {
        return work.value().map(WorkStatus::queues);
    }

    List<AppQueue> apps() {
        return work.value().map(WorkStatus::apps).orElse(List.of());
    }

    Optional<BlockedRows> blocked() {
        return work.value().map(WorkStatus::blocked).filter(rows -> rows.total() > 0);
    }
}
