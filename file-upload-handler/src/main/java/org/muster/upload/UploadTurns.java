package org.muster.upload;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request at a time work on a file. A newer upload takes the turn over, because a client that sends a file again
 * has given up its older connection, which may hang for minutes yet. Thread-safe.
 */
final class UploadTurns {
    private final ConcurrentHashMap<String, Turn> held = new ConcurrentHashMap<>();

    /** The turn for this file, unless somebody has it. */
    Optional<Turn> tryTake(String name) {
        Turn mine = new Turn(name, () -> {});
        return held.putIfAbsent(name, mine) == null ? Optional.of(mine) : Optional.empty();
    }

    /**
     * The turn for this file, taken from whoever has it.
     *
     * @param hangUp closes the connection of the one who asks, for the case that a still newer one comes
     * @param patience how long to wait for the older one to let go
     * @return empty when it did not in this time
     */
    Optional<Turn> takeOver(String name, Runnable hangUp, Duration patience) throws InterruptedException {
        Turn mine = new Turn(name, hangUp);
        long deadline = System.nanoTime() + patience.toNanos();
        for (Turn other = held.putIfAbsent(name, mine); other != null; other = held.putIfAbsent(name, mine)) {
            other.supersede();
            if (!other.over.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        }
        return Optional.of(mine);
    }

    /**
     * Hangs up on whoever has the turn for this file, because somebody in another process wants it.
     *
     * @return false when nobody has it
     */
    boolean supersede(String name) {
        Turn turn = held.get(name);
        if (turn == null) {
            return false;
        }
        turn.supersede();
        return true;
    }

    /** The right to work on one file, until it is closed. */
    final class Turn implements AutoCloseable {
        private final String name;
        private final Runnable hangUp;
        private final CountDownLatch over = new CountDownLatch(1);

        private Turn(String name, Runnable hangUp) {
            this.name = name;
            this.hangUp = hangUp;
        }

        /** Not after the end, when the connection may already carry another request. */
        private synchronized void supersede() {
            if (over.getCount() > 0) {
                hangUp.run();
            }
        }

        @Override
        public synchronized void close() {
            held.remove(name, this);
            over.countDown();
        }
    }
}
