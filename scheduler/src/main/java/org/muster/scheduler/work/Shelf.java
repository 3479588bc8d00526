package org.muster.scheduler.work;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tasks of one shape, by workunit. Immutable but for the counter, which outlives the shelf as long as there are tasks of
 * the shape.
 *
 * @param shape what they have in common
 * @param slots the tasks
 * @param refusals how many computers of the wrong kind looked at them since one was given out
 */
record Shelf(JobShape shape, List<JobSlot> slots, AtomicInteger refusals) {

    /** After so many computers in a row were of the wrong kind, another task has the place. */
    private static final int PATIENCE = 50;

    Shelf {
        slots = List.copyOf(slots);
    }

    boolean passedOver() {
        return refusals.get() > 0;
    }

    /** Whether no computer that asks at present seems to be of the right kind. */
    boolean unwanted() {
        return refusals.get() >= PATIENCE;
    }
}
