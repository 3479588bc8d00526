package org.muster.common.daemon;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A sleep that can be cut short. Thread-safe. */
final class Waiter {
    private final Semaphore wakes = new Semaphore(0);

    /** Sleeps for a time or until {@link #wake}; a wake while nobody slept counts for the next sleep. */
    void sleep(Duration time) throws InterruptedException {
        if (wakes.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
    }

    void wake() {
        wakes.release();
    }
}
