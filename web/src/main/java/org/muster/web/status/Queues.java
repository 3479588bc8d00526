package org.muster.web.status;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.web.counts.StatusTables;
import org.muster.web.counts.WorkQueue;

/**
 * How much work waits where.
 *
 * @param figures every queue
 * @param auditedAt every part of every count was compared with the rows at this moment or later
 */
record Queues(Map<WorkQueue, QueueFigure> figures, Instant auditedAt) {

    Queues {
        figures = Map.copyOf(figures);
    }

    /**
     * Adds the counts of the applications up; nothing while one of them has not been counted yet.
     *
     * @param apps the applications that must have been counted
     */
    static Optional<Queues> of(List<StatusTables.Count> counts, List<Long> apps) {
        Map<WorkQueue, QueueFigure> figures = new EnumMap<>(WorkQueue.class);
        Instant auditedAt = Instant.MAX;
        for (WorkQueue queue : WorkQueue.values()) {
            List<StatusTables.Count> mine = counts.stream()
                    .filter(count ->
                            count.queue().equals(queue.key()) && (count.app() == 0 || apps.contains(count.app())))
                    .toList();
            boolean whole = mine.stream().anyMatch(count -> count.app() == 0)
                    || mine.stream().map(StatusTables.Count::app).toList().containsAll(apps);
            if (!whole || (mine.isEmpty() && !queue.isSplitByApp())) {
                return Optional.empty();
            }
            QueueFigure sum = QueueFigure.EMPTY;
            for (StatusTables.Count count : mine) {
                sum = sum.and(new QueueFigure(count.amount(), Instant.ofEpochSecond(count.oldestAt())));
                Instant audited = Instant.ofEpochSecond(count.auditedAt());
                auditedAt = audited.isBefore(auditedAt) ? audited : auditedAt;
            }
            figures.put(queue, sum);
        }
        return Optional.of(new Queues(figures, auditedAt));
    }

    QueueFigure figure(WorkQueue queue) {
        return figures.getOrDefault(queue, QueueFigure.EMPTY);
    }

    private long amount(WorkQueue queue) {
        return figure(queue).amount();
    }

    /** Results that no host has yet. */
    long readyToSend() {
        return amount(WorkQueue.READY_TO_SEND);
    }

    /** Results at hosts. */
    long inProgress() {
        return amount(WorkQueue.IN_PROGRESS);
    }

    /** Workunits. */
    long waitingForValidation() {
        return amount(WorkQueue.TO_VALIDATE);
    }

    /** Workunits. */
    long waitingForAssimilation() {
        return amount(WorkQueue.TO_ASSIMILATE);
    }

    /** Workunits whose input files are to be deleted. */
    long workunitsToDelete() {
        return amount(WorkQueue.INPUTS_TO_DELETE);
    }

    /** Results whose output files are to be deleted. */
    long resultsToDelete() {
        return amount(WorkQueue.OUTPUTS_TO_DELETE);
    }

    /** Workunits and results whose files could not be deleted. */
    long deletionsFailed() {
        return amount(WorkQueue.INPUTS_STUCK) + amount(WorkQueue.OUTPUTS_STUCK);
    }

    /** Workunits that are done with. */
    long waitingForPurge() {
        return amount(WorkQueue.TO_PURGE);
    }

    /** Workunits that the transitioner should look at now. */
    long due() {
        return amount(WorkQueue.DUE);
    }

    /** Since when the first of them waits; the epoch when none does. */
    Instant oldestDue() {
        return figure(WorkQueue.DUE).oldest();
    }

    /** How far the transitioner lags behind, in hours, 0 when it does not. */
    double backlogHours(Instant now) {
        return due() == 0 ? 0 : Math.max(0, now.getEpochSecond() - oldestDue().getEpochSecond()) / 3600.0;
    }
}
