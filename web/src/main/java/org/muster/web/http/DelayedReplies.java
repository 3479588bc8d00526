package org.muster.web.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Replies that are held back for a while to make guessing slow. Waiting costs a timer entry and the connection, no
 * thread and no database connection. How many may wait at once is bounded: whoever would cause one more asks {@link
 * #full} first and turns the request away. Thread-safe.
 */
public final class DelayedReplies {
    private final int limit;
    private final AtomicInteger waiting = new AtomicInteger();

    /** At most about {@code limit} replies wait at once. */
    public DelayedReplies(int limit) {
        this.limit = limit;
    }

    /** True when no further reply should be made to wait. */
    public boolean full() {
        return waiting.get() >= limit;
    }

    /** Number of replies that wait now. */
    public int waiting() {
        return waiting.get();
    }

    /** Sends a reply when its time has come. */
    void sendLater(Duration delay, Scheduler scheduler, Runnable send) {
        waiting.incrementAndGet();
        scheduler.schedule(
                () -> {
                    waiting.decrementAndGet();
                    send.run();
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
