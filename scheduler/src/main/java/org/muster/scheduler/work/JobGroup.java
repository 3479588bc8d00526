package org.muster.scheduler.work;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.muster.scheduler.rules.ApplicationPolicy;

/**
 * Tasks that one request looks at together, each at most once. Not thread-safe.
 */
final class JobGroup {

    private final double score;
    private final ApplicationPolicy application;
    private final List<JobSlot> slots;
    private final int start;
    private final Optional<Shelf> shelf;
    private int seen;

    private JobGroup(
            double score, ApplicationPolicy application, List<JobSlot> slots, int start, Optional<Shelf> shelf) {
        this.score = score;
        this.application = application;
        this.slots = slots;
        this.start = start;
        this.shelf = shelf;
    }

    /** A shelf, looked at from one of its tasks on. */
    static JobGroup of(double score, ApplicationPolicy application, Shelf shelf, int start) {
        return new JobGroup(score, application, shelf.slots(), start, Optional.of(shelf));
    }

    /** One task that is worth more to the claimant than others that are alike. */
    static JobGroup of(double score, ApplicationPolicy application, JobSlot slot) {
        return new JobGroup(score, application, List.of(slot), 0, Optional.empty());
    }

    double score() {
        return score;
    }

    ApplicationPolicy application() {
        return application;
    }

    /** How many tasks it began with. */
    int size() {
        return slots.size();
    }

    /** The next task that nobody holds. */
    Optional<JobSlot> next() {
        while (seen < slots.size()) {
            JobSlot slot = slots.get((start + seen++) % slots.size());
            if (slot.isPresent()) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    /** Puts the task that {@link #next} gave last back to be looked at first. */
    void again() {
        seen--;
    }

    /** Tasks that will be looked at next, at most so many. */
    List<JobSlot> ahead(int most) {
        return IntStream.range(seen, Math.min(slots.size(), seen + most))
                .mapToObj(place -> slots.get((start + place) % slots.size()))
                .toList();
    }

    /** Whether a task is still of the shape that it had when it was put there. */
    boolean alike(JobSlot slot) {
        return shelf.isPresent() && JobShape.of(slot.job()).equals(shelf.get().shape());
    }

    /** Notes that a computer of the wrong kind looked at it. */
    void refused() {
        shelf.ifPresent(known -> known.refusals().incrementAndGet());
    }

    /** Notes that one of its tasks was given out. */
    void given() {
        shelf.ifPresent(known -> known.refusals().set(0));
    }
}
