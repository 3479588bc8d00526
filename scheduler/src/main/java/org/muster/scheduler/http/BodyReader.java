package org.muster.scheduler.http;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;

/**
 * Reads bodies of requests: not more of one than a limit, not more of all than there is room for, and none that comes in
 * too slowly. What is not kept is read all the same and thrown away, up to eight times the limit, because a client that is
 * answered while it still sends may never see the answer. Thread-safe; a reading thread waits, so it should be a virtual
 * one.
 */
public final class BodyReader {

    private static final int READ_AND_THROWN_AWAY = 8;
    private static final int FIRST_PIECE = 16 << 10;

    private final int largest;
    private final double slowest;
    private final double patience;
    private final BodyRoom room;

    /**
     * @param largest bytes that are kept of one body at most
     * @param slowest bytes a second that a sender must reach
     * @param patience seconds that a sender has besides
     * @param room memory for all bodies
     */
    public BodyReader(int largest, double slowest, double patience, BodyRoom room) {
        this.largest = largest;
        this.slowest = slowest;
        this.patience = patience;
        this.room = room;
    }

    /** Bytes that are kept of one body at most. */
    public int largest() {
        return largest;
    }

    /**
     * Reads a body to its end, as far as that is worth it.
     *
     * @param source where it comes from
     * @param declared its length as announced, −1 when it was not
     * @throws InterruptedException when the process ends
     */
    public Body read(Content.Source source, long declared) throws InterruptedException {
        Reading reading = new Reading();
        if (declared > largest) {
            reading.end(new Body.TooLarge());
        } else if (!reading.grow((int) Math.max(FIRST_PIECE, declared))) {
            reading.end(new Body.NoRoom());
        }
        boolean whole = false;
        try {
            Body body = reading.to(source);
            whole = body instanceof Body.Whole;
            return body;
        } finally {
            if (!whole) {
                reading.forget();
            }
        }
    }

    /** Gives back the room of a body that is not needed any more. */
    public void done(Body.Whole body) {
        room.give(body.bytes().length);
    }

    private final class Reading {

        private final long start = System.nanoTime();
        private byte[] kept = new byte[0];
        private long total;
        /** Why nothing is kept; null as long as it is. */
        private Body thrownAway;

        Body to(Content.Source source) throws InterruptedException {
            while (true) {
                double left = patience + total / slowest - (System.nanoTime() - start) / 1e9;
                if (left <= 0) {
                    return new Body.TooSlow();
                }
                Content.Chunk chunk = source.read();
                if (chunk == null) {
                    CountDownLatch more = new CountDownLatch(1);
                    source.demand(more::countDown);
                    if (!more.await((long) (left * 1e9), TimeUnit.NANOSECONDS)) {
                        return new Body.TooSlow();
                    }
                    continue;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    return new Body.BrokenOff();
                }
                boolean last = chunk.isLast();
                take(chunk);
                chunk.release();
                if (last) {
                    return thrownAway == null ? whole() : thrownAway;
                }
                if (total > (long) READ_AND_THROWN_AWAY * largest) {
                    return thrownAway;
                }
            }
        }

        private void take(Content.Chunk chunk) {
            int count = chunk.remaining();
            if (thrownAway == null && total + count > largest) {
                end(new Body.TooLarge());
            } else if (thrownAway == null && !fits(total + count)) {
                end(new Body.NoRoom());
            }
            if (thrownAway == null) {
                chunk.getByteBuffer().get(kept, (int) total, count);
            }
            total += count;
        }

        private boolean fits(long size) {
            return size <= kept.length || grow((int) Math.min(largest, Math.max(size, 2L * kept.length)));
        }

        boolean grow(int size) {
            if (!room.take(size - kept.length)) {
                return false;
            }
            kept = Arrays.copyOf(kept, size);
            return true;
        }

        private Body whole() {
            byte[] bytes = total == kept.length ? kept : Arrays.copyOf(kept, (int) total);
            room.give(kept.length - total);
            return new Body.Whole(bytes);
        }

        void end(Body why) {
            thrownAway = why;
            forget();
        }

        void forget() {
            room.give(kept.length);
            kept = new byte[0];
        }
    }
}
