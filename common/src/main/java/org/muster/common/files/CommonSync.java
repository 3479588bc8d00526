package org.muster.common.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces one file system as a whole, as often as it is asked to, on a thread of its own.
 *
 * <p>The system tells of errors only once, and not whose they were. So it vouches only for files that were opened since the
 * last error; who has an older one must force it alone and is told of his own errors. For the same reason one thread does it:
 * of two at once, one could hear what concerns the other, who would hear nothing.
 */
final class CommonSync implements SyncCrowd.Together {
    private static final Logger log = LoggerFactory.getLogger(CommonSync.class);
    /** With so many bytes to be written, most of them somebody else's, a file alone is sooner done. */
    private static final long MUCH = 64L << 20;

    private static final long LOOK_AGAIN_NANOSECONDS = 100_000_000;
    private static final long IDLE_SECONDS = 30;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("file-system-sync").factory());
    private final Opener opener;
    private final Unwritten unwritten;
    private volatile boolean possible = true;
    private Optional<Held> held = Optional.empty();
    private long vouchesSince;
    private boolean much;
    private long lookedAt = System.nanoTime() - LOOK_AGAIN_NANOSECONDS;
    private long usedAt;

    /** A file system, which cannot be unmounted until this is closed. */
    interface Held {
        /**
         * Forces what was written to it before.
         *
         * @throws IOException when anything could not be written since the last time, no matter whose it was
         */
        void sync() throws IOException;

        void close();
    }

    /** Holds the file system of a directory; empty where it cannot be forced as a whole. */
    @FunctionalInterface
    interface Opener {
        Optional<Held> open(Path directory) throws IOException;
    }

    /** Bytes that the machine has still to write. */
    @FunctionalInterface
    interface Unwritten {
        long bytes() throws IOException;
    }

    CommonSync(Opener opener, Unwritten unwritten) {
        this.opener = opener;
        this.unwritten = unwritten;
    }

    @Override
    public boolean isPossible() {
        return possible;
    }

    @Override
    public Executor thread() {
        return thread;
    }

    @Override
    public OptionalLong run(Path directory) {
        try {
            if (!hold(directory) || isMuchUnwritten()) {
                return OptionalLong.empty();
            }
            held.orElseThrow().sync();
            usedAt = System.nanoTime();
            return OptionalLong.of(vouchesSince);
        } catch (IOException | RuntimeException e) {
            vouchesSince = System.nanoTime();
            log.warn("The file system of {} could not be forced to disk as a whole: {}", directory, e.toString());
            return OptionalLong.empty();
        }
    }

    private boolean hold(Path directory) throws IOException {
        if (held.isEmpty()) {
            held = opener.open(directory);
            possible = held.isPresent();
            vouchesSince = System.nanoTime();
            usedAt = vouchesSince;
            thread.schedule(this::letGo, IDLE_SECONDS, TimeUnit.SECONDS);
        }
        return possible;
    }

    private boolean isMuchUnwritten() throws IOException {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_AGAIN_NANOSECONDS) {
            lookedAt = now;
            much = unwritten.bytes() > MUCH;
        }
        return much;
    }

    /** A file system that is held cannot be unmounted. */
    private void letGo() {
        long idle = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - usedAt);
        if (idle < IDLE_SECONDS) {
            thread.schedule(this::letGo, IDLE_SECONDS, TimeUnit.SECONDS);
            return;
        }
        held.ifPresent(Held::close);
        held = Optional.empty();
    }
}
