package org.muster.common.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * All who make something durable on one file system at the same moment. A few force their files by themselves. When there are
 * more, the whole file system is forced for all of them together, unless so much else waits to be written that it would take
 * longer. Thread-safe.
 */
final class SyncCrowd {
    /**
     * With so many the processor has more to do with each one's forcing than all lose by waiting for everybody's; measured with
     * uploads, see the upload handler's README.
     */
    static final int CROWD = 12;

    private static final ConcurrentHashMap<Object, SyncCrowd> ALL = new ConcurrentHashMap<>();

    private final AtomicInteger inside = new AtomicInteger();
    private final Together common;
    private final AtomicReference<CompletableFuture<OptionalLong>> next = new AtomicReference<>();

    SyncCrowd(Together common) {
        this.common = common;
    }

    /** Forces one's own. */
    @FunctionalInterface
    interface Own {
        void force() throws IOException;
    }

    /** Forces everybody's. */
    interface Together {
        /** False when it was found that it cannot be done here. */
        boolean isPossible();

        /** The one on which {@link #run} is called. */
        Executor thread();

        /**
         * Forces all that was written before.
         *
         * @param directory on the file system
         * @return since when a file must have been open at the most, by {@link System#nanoTime}, to be durable with certainty
         *     as it was before this call; empty when nothing can be said
         */
        OptionalLong run(Path directory);
    }

    /** The crowd of the file system on which this file or directory lies. */
    static SyncCrowd at(Path path) throws IOException {
        boolean numbered = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        Object device = numbered ? Files.getAttribute(path, "unix:dev") : "all";
        return ALL.computeIfAbsent(
                device, ignored -> new SyncCrowd(new CommonSync(FileSystemSync::open, FileSystemSync::unwritten)));
    }

    /**
     * Makes something durable that was written before.
     *
     * @param directory on this file system
     * @param openedAt when the file, or the first of several, was opened, by {@link System#nanoTime}; now, for directories
     * @param count how many files or directories it is
     * @param own how to do it alone
     */
    void force(Path directory, long openedAt, int count, Own own) throws IOException {
        boolean crowded = inside.addAndGet(count) >= CROWD;
        try {
            if (!crowded || !common.isPossible() || !together(directory, openedAt)) {
                own.force();
            }
        } finally {
            inside.addAndGet(-count);
        }
    }

    /**
     * Waits for the next time, and shares it with all who come before it begins. Another thread does it, because the calling
     * one may be virtual and must not hold up others while the disk works.
     */
    private boolean together(Path directory, long openedAt) {
        CompletableFuture<OptionalLong> mine = new CompletableFuture<>();
        CompletableFuture<OptionalLong> shared = next.compareAndExchange(null, mine);
        if (shared == null) {
            common.thread().execute(() -> {
                next.set(null);
                try {
                    mine.complete(common.run(directory));
                } finally {
                    // Whatever went wrong, nobody waits for ever: it has no effect on what is complete.
                    mine.complete(OptionalLong.empty());
                }
            });
            shared = mine;
        }
        OptionalLong since = shared.join();
        return since.isPresent() && openedAt - since.getAsLong() > 0;
    }
}
