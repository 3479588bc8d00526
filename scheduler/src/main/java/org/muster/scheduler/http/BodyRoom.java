package org.muster.scheduler.http;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory the bodies of all requests may take together. Thread-safe. */
public final class BodyRoom {

    private final AtomicLong left;

    /** @param bytes memory for all bodies */
    public BodyRoom(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes room; false when there is not so much left. */
    boolean take(long bytes) {
        while (true) {
            long now = left.get();
            if (now < bytes) {
                return false;
            }
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
        }
    }

    /** Gives room back. */
    public void give(long bytes) {
        left.addAndGet(bytes);
    }

    /** How many bytes more there is room for. */
    public long left() {
        return left.get();
    }
}
