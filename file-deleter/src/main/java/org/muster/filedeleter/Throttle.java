package org.muster.filedeleter;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets so many through in a second, evenly spaced; who comes after a quiet time is let through at once, but a quiet time is
 * not made up for. Thread-safe.
 */
final class Throttle {
    private final long spacing;
    private final LongSupplier nanoTime;
    private final LongConsumer sleep;
    private long next;

    /**
     * Sets up a throttle.
     *
     * @param perSecond most in a second; 0 for no limit
     * @param nanoTime a clock that only goes forward, in nanoseconds
     * @param sleep waits for so many nanoseconds
     */
    Throttle(int perSecond, LongSupplier nanoTime, LongConsumer sleep) {
        this.spacing = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.next = nanoTime.getAsLong();
    }

    static Throttle of(int perSecond) {
        return new Throttle(perSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** Returns when it is this caller's turn. */
    void pass() {
        if (spacing == 0) {
            return;
        }
        long turn = turn();
        for (long wait = turn - nanoTime.getAsLong(); wait > 0; wait = turn - nanoTime.getAsLong()) {
            sleep.accept(wait);
        }
    }

    private synchronized long turn() {
        long now = nanoTime.getAsLong();
        long turn = next - now > 0 ? next : now;
        next = turn + spacing;
        return turn;
    }
}
