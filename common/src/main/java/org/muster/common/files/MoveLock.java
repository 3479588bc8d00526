package org.muster.common.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The right to move files of some areas. One process has it for an area, because of two that move the same file each would
 * take what the other does for a deletion. It is the lock on a hidden file at the top of each area, so it ends with the
 * process. Not thread-safe.
 */
public final class MoveLock implements AutoCloseable {
    private static final String FILE = ".moving";

    private final Deque<FileChannel> locked = new ArrayDeque<>();

    private MoveLock() {}

    /**
     * Takes the right for areas whose directories are there.
     *
     * @throws IOException when another process has it for one of them; the message says which
     */
    public static MoveLock of(List<Path> roots) throws IOException {
        MoveLock lock = new MoveLock();
        try {
            // In one order everywhere, so that of two who want the same areas one gets all of them.
            for (Path root : roots.stream().distinct().sorted().toList()) {
                lock.add(root);
            }
            return lock;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private void add(Path root) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        locked.push(channel);
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException here) {
            held = null;
        }
        if (held == null) {
            throw new IOException("Another command is moving files of the area " + root + "; wait until it ends");
        }
    }

    @Override
    public void close() throws IOException {
        while (!locked.isEmpty()) {
            locked.pop().close();
        }
    }
}
