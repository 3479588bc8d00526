package org.muster.upload;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the requests that are open, and lets no more in than the process can hold. Thread-safe. */
final class OpenUploads {
    private static final Logger LOG = LoggerFactory.getLogger(OpenUploads.class);
    /** A connection and a file. */
    private static final int DESCRIPTORS_EACH = 2;
    /** For everything else that this process may have open. */
    private static final int DESCRIPTORS_LEFT_ALONE = 300;

    private static final double SCARCE = 0.75;

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    OpenUploads(int most) {
        this.most = most;
    }

    /** As many as wanted, or as the process has file descriptors for. */
    static OpenUploads atMost(int wanted) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return new OpenUploads(wanted);
        }
        long descriptors = system.getMaxFileDescriptorCount();
        long possible = Math.max(1, (descriptors - DESCRIPTORS_LEFT_ALONE) / DESCRIPTORS_EACH);
        if (possible < wanted) {
            LOG.warn(
                    "At most {} uploads are taken at once instead of {}, because this process may have only {} files open; raise it with ulimit -n {}",
                    possible,
                    wanted,
                    descriptors,
                    wanted * DESCRIPTORS_EACH + DESCRIPTORS_LEFT_ALONE);
        }
        return new OpenUploads((int) Math.min(wanted, possible));
    }

    /** A place for one more, to be closed in the end; empty when all are taken. */
    Optional<Place> take() {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(open::decrementAndGet);
    }

    /** Whether so many are open that the slow ones are in the way of others. */
    boolean areScarce() {
        return open.get() > SCARCE * most;
    }

    int count() {
        return open.get();
    }

    /** A place that is taken. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
