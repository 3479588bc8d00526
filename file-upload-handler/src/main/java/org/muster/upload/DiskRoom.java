package org.muster.upload;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The room on the disk of one upload area. What open uploads have said that they will send is set aside for them, so that
 * a client for which there is no room hears so before it sends, and one that was let in is not stopped halfway. Other
 * processes that write to the same disk are seen by the space they have taken already. Thread-safe.
 */
final class DiskRoom {
    /** With more than three quarters of the room set aside, who holds room for long is in the way of others. */
    private static final double SCARCE = 0.75;

    private final FreeSpace free;
    private final long leftAlone;
    private final AtomicLong reserved = new AtomicLong();

    /** How many bytes may still be written to a disk. */
    @FunctionalInterface
    interface FreeSpace {
        long bytes() throws IOException;
    }

    /** @param leftAlone bytes that uploads must leave free, for whatever else lives on the disk */
    DiskRoom(FreeSpace free, long leftAlone) {
        this.free = free;
        this.leftAlone = leftAlone;
    }

    /**
     * Sets room aside.
     *
     * @return empty when there is not as much; 0 bytes can always be had
     */
    synchronized Optional<Reservation> reserve(long bytes) throws IOException {
        if (bytes > 0 && !hasRoomFor(bytes)) {
            return Optional.empty();
        }
        reserved.addAndGet(bytes);
        return Optional.of(new Reservation(bytes));
    }

    /** Whether so many bytes could be set aside now. */
    boolean hasRoomFor(long bytes) throws IOException {
        return bytes <= unreserved();
    }

    /** Whether little is left that has not been set aside. */
    boolean isScarce() throws IOException {
        long held = reserved.get();
        return held > 0 && held > SCARCE * (unreserved() + held);
    }

    /** Bytes that are set aside for what has not come yet. */
    long reserved() {
        return reserved.get();
    }

    private long unreserved() throws IOException {
        return free.bytes() - leftAlone - reserved.get();
    }

    /** Room set aside for one upload, until it is closed. For one thread at a time. */
    final class Reservation implements AutoCloseable {
        private long left;

        private Reservation(long bytes) {
            this.left = bytes;
        }

        /** So many bytes are written, and therefore no longer free. */
        void written(long bytes) {
            long spent = Math.min(bytes, left);
            left -= spent;
            reserved.addAndGet(-spent);
        }

        @Override
        public void close() {
            written(left);
        }
    }
}
