package org.muster.scheduler.work;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A place of the cache: one task, which one request at a time may hold. Thread-safe. */
public final class JobSlot {

    private enum State {
        PRESENT,
        TAKEN,
        GONE
    }

    private final AtomicInteger free;
    private final AtomicReference<State> state = new AtomicReference<>(State.PRESENT);
    private final long addedAt;
    private volatile Job job;
    private volatile long checkedAt;

    /**
     * @param free counts the slots that can be taken
     * @param now Unix seconds
     */
    JobSlot(Job job, AtomicInteger free, long now) {
        this.job = job;
        this.free = free;
        this.addedAt = now;
        this.checkedAt = now;
        free.incrementAndGet();
    }

    /** The task. */
    public Job job() {
        return job;
    }

    /** Takes it for one request; false when another has it. */
    public boolean take() {
        boolean taken = state.compareAndSet(State.PRESENT, State.TAKEN);
        if (taken) {
            free.decrementAndGet();
        }
        return taken;
    }

    /** Lets others have it. */
    public void giveBack() {
        if (state.compareAndSet(State.TAKEN, State.PRESENT)) {
            free.incrementAndGet();
        }
    }

    /** Says that its row is not to be given out any more; final. */
    public void gone() {
        if (state.getAndSet(State.GONE) == State.PRESENT) {
            free.decrementAndGet();
        }
    }

    /** Says that its workunit is now kept to a class of computers, or to a version. */
    void commit(int homogeneousClass, long versionId) {
        Job known = job;
        if (known.placement().homogeneousClass() != homogeneousClass
                || known.pin().id() != versionId) {
            job = known.committed(homogeneousClass, versionId);
        }
    }

    boolean isPresent() {
        return state.get() == State.PRESENT;
    }

    boolean isGone() {
        return state.get() == State.GONE;
    }

    long addedAt() {
        return addedAt;
    }

    long checkedAt() {
        return checkedAt;
    }

    void checked(long now) {
        checkedAt = now;
    }
}
