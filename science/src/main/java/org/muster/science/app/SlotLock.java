package org.muster.science.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** The lock by which one task at a time runs in a slot directory; the operating system gives it back at the exit. */
record SlotLock(FileChannel channel, FileLock lock) implements AutoCloseable {
    static final String FILE = "boinc_lockfile";

    /** Takes the lock, waiting for an earlier occupant that has not noticed yet that it should end. */
    static Optional<SlotLock> take(Path directory, Duration patience) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return Optional.of(new SlotLock(channel, lock));
            }
            if (System.nanoTime() - deadline >= 0) {
                channel.close();
                return Optional.empty();
            }
            Thread.sleep(200);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: a task in the same slot directory all the same.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
