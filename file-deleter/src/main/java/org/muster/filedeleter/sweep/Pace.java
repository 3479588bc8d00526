package org.muster.filedeleter.sweep;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps the sweeper from being in anybody's way: after each piece of work it rests for a time that follows from how long the
 * piece took. At 20 % a piece of 10 ms is followed by a rest of 40 ms. When the disk or the database is busy the pieces take
 * longer and so do the rests: the sweeper's share stays the same and its speed falls. Not thread-safe.
 */
final class Pace {

    /** The longest rest, so that the daemon can be stopped. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final double restForWork;
    private final LongSupplier nanoTime;
    private final LongConsumer sleep;

    /** A piece of work. */
    @FunctionalInterface
    interface Piece<T> {
        T run() throws IOException;
    }

    /**
     * Sets up a pace.
     *
     * @param percent share of the time spent at work, above 0 to 100
     * @param nanoTime a clock that only goes forward, in nanoseconds
     * @param sleep waits for so many nanoseconds
     */
    Pace(double percent, LongSupplier nanoTime, LongConsumer sleep) {
        this.restForWork = 100 / percent - 1;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
    }

    static Pace of(double percent) {
        return new Pace(percent, System::nanoTime, LockSupport::parkNanos);
    }

    /** Does a piece of work and rests. */
    <T> T during(Piece<T> piece) throws IOException {
        long begin = nanoTime.getAsLong();
        try {
            return piece.run();
        } finally {
            long rest = Math.round((nanoTime.getAsLong() - begin) * restForWork);
            if (rest > 0) {
                sleep.accept(Math.min(rest, LONGEST.toNanos()));
            }
        }
    }
}
