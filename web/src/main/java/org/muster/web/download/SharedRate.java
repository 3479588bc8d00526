package org.muster.web.download;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * So many bytes per second for all who ask together.
 *
 * <p>A token bucket kept as one moment, that at which all bytes granted so far are paid for: each grant moves it on by the
 * time its bytes take, and whoever is granted bytes waits until the moment before theirs. Grants are thus served in the
 * order in which they were asked for; connections that ask for one slice at a time take turns and get equal shares. Time
 * in which nobody asked is credited up to {@link #BURST}. Thread-safe.
 */
final class SharedRate {
    /** How much unused time may be made up for at once. */
    static final Duration BURST = Duration.ofMillis(100);

    private static final double NANOS_PER_SECOND = 1e9;

    private final double bytesPerSecond;
    private final LongSupplier nanoTime;
    private long paidUntil;

    /**
     * @param bytesPerSecond the rate; 0 is no limit
     * @param nanoTime a steady clock in nanoseconds
     */
    SharedRate(double bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.paidUntil = nanoTime.getAsLong() - BURST.toNanos();
    }

    /** Whether there is a limit at all. */
    boolean isLimited() {
        return bytesPerSecond > 0;
    }

    /** Bytes per second; 0 is no limit. */
    double bytesPerSecond() {
        return bytesPerSecond;
    }

    /**
     * Grants bytes.
     *
     * @return nanoseconds to wait before they may be sent, 0 or more
     */
    long grant(int bytes) {
        if (!isLimited()) {
            return 0;
        }
        long takes = Math.round(bytes / bytesPerSecond * NANOS_PER_SECOND);
        synchronized (this) {
            long now = nanoTime.getAsLong();
            long begin = Math.max(paidUntil, now - BURST.toNanos());
            paidUntil = begin + takes;
            return Math.max(0, begin - now);
        }
    }
}
