package org.muster.web.download;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.muster.common.config.DownloadsConfig;

/** How many downloads run at once, and how fast. Thread-safe. */
final class DownloadLimits {
    private static final int LARGEST_SLICE = 64 * 1024;
    private static final int SMALLEST_SLICE = 2 * 1024;
    /** A connection's turn should come about so often, or clients and proxies take it for dead. */
    private static final double SECONDS_BETWEEN_TURNS = 0.25;

    private final DownloadsConfig config;
    private final LongSupplier nanoTime;
    private final SharedRate link;
    private final AtomicInteger running = new AtomicInteger();

    /** Limits of a process, by a steady clock in nanoseconds. */
    DownloadLimits(DownloadsConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        this.link = new SharedRate(config.linkBytesPerSecond(), nanoTime);
    }

    /** Lets another download begin; empty when there are as many as there may be. */
    Optional<Permit> admit() {
        if (running.incrementAndGet() > config.maxConnections()) {
            running.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new Permit(new SharedRate(config.connectionBytesPerSecond(), nanoTime)));
    }

    /** How many run now. */
    int running() {
        return running.get();
    }

    /** What a client that is turned away is told, in seconds. */
    int retryAfterSeconds() {
        return config.retryAfterSeconds();
    }

    /** The right to send one file; to be closed when it has been sent, or has not. */
    final class Permit implements AutoCloseable {
        private final SharedRate own;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(SharedRate own) {
            this.own = own;
        }

        /** Whether bytes may have to wait. */
        boolean isLimited() {
            return own.isLimited() || link.isLimited();
        }

        /**
         * How much to ask for at a time: so little that all connections have their turns often.
         *
         * @return bytes, 2 to 64 KiB
         */
        int slice() {
            double rate = own.isLimited() ? own.bytesPerSecond() : Double.MAX_VALUE;
            if (link.isLimited()) {
                rate = Math.min(rate, link.bytesPerSecond() / Math.max(1, running.get()));
            }
            return (int) Math.clamp(rate * SECONDS_BETWEEN_TURNS, SMALLEST_SLICE, LARGEST_SLICE);
        }

        /**
         * Asks for bytes.
         *
         * @return nanoseconds to wait before they may be sent
         */
        long grant(int bytes) {
            return Math.max(own.grant(bytes), link.grant(bytes));
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                running.decrementAndGet();
            }
        }
    }
}
