package org.muster.scheduler.work;

import java.util.concurrent.atomic.AtomicReference;

/** A place of the cache: one task, which one request at a time may hold. Thread-safe. */
public final class JobSlot {

    private enum State {
        PRESENT,
        TAKEN,
        GONE
    }

    private final Job job;
    private final AtomicReference<State> state = new AtomicReference<>(State.PRESENT);
    private volatile long checkedAt;

    JobSlot(Job job, long now) {
        this.job = job;
        this.checkedAt = now;
    }

    /** The task. */
    public Job job() {
        return job;
    }

    /** Takes it for one request; false when another has it. */
    public boolean take() {
        return state.compareAndSet(State.PRESENT, State.TAKEN);
    }

    /** Lets others have it. */
    public void giveBack() {
        state.compareAndSet(State.TAKEN, State.PRESENT);
    }

    /** Says that its row is not to be given out any more; final. */
    public void gone() {
        state.set(State.GONE);
    }

    boolean isPresent() {
        return state.get() == State.PRESENT;
    }

    boolean isGone() {
        return state.get() == State.GONE;
    }

    long checkedAt() {
        return checkedAt;
    }

    void checked(long now) {
        checkedAt = now;
    }
}
