package org.muster.upload;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Makes files durable for many uploads at once.
 *
 * <p>A file system commits together what waits together: sixty-four uploads that wait at the same moment cost little more
 * than one that waits alone. So syncs run side by side, up to a bound, and nobody waits for a batch to fill. A directory
 * is forced once for all whose names were in it before: those who come while it is being forced wait for the next time
 * and share that.
 *
 * <p>Thread-safe. A caller blocks until what it asked for is durable.
 */
final class GroupedSyncs {
    private final Disk disk;
    private final Semaphore atOnce;
    private final ConcurrentHashMap<Path, Round> rounds = new ConcurrentHashMap<>();
    private final Set<Path> durableDirectories = ConcurrentHashMap.newKeySet();

    /** One forcing of a directory. Whoever comes before it has begun may share it. */
    private static final class Round {
        private final Optional<Round> before;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private boolean begun;

        Round(Optional<Round> before) {
            this.before = before;
        }
    }

    /** @param atOnce most files and directories that are forced at the same time */
    GroupedSyncs(Disk disk, int atOnce) {
        this.disk = disk;
        this.atOnce = new Semaphore(atOnce);
    }

    /** Makes a file's content durable. */
    void content(Disk.OpenFile file) throws IOException {
        atOnce.acquireUninterruptibly();
        try {
            file.force();
        } finally {
            atOnce.release();
        }
    }

    /**
     * Gives a file whose content is durable its final name. If there is a file of that name, because another process was
     * faster, that one stays, since a finished file never changes, and this one is removed. When this returns, the name is
     * durable.
     *
     * @param root the top of the area, which is there; directories below it are made where they are missing
     */
    void publish(Path from, Path to, Path root) throws IOException {
        if (disk.exists(to)) {
            disk.delete(from);
            confirm(to, root);
            return;
        }
        Path directory = to.getParent();
        makeDurable(directory, root);
        try {
            disk.move(from, to);
        } catch (NoSuchFileException e) {
            // Somebody removed the directory that was there when we last looked.
            durableDirectories.remove(directory);
            makeDurable(directory, root);
            disk.move(from, to);
        }
        names(directory);
    }

    /**
     * Makes the name of a file durable that is there already. Whoever gave it may have died before it was.
     *
     * @param root the top of the area
     */
    void confirm(Path file, Path root) throws IOException {
        makeDurable(file.getParent(), root);
        names(file.getParent());
    }

    /** Makes the names durable that are in a directory now. */
    void names(Path directory) throws IOException {
        boolean[] mine = {false};
        Round round = rounds.compute(directory, (ignored, latest) -> {
            if (latest != null && !latest.begun) {
                return latest;
            }
            mine[0] = true;
            return new Round(Optional.ofNullable(latest));
        });
        if (mine[0]) {
            lead(directory, round);
        }
        await(round);
    }

    /** A name made by another process may not be durable yet, so each process looks after every directory once. */
    private void makeDurable(Path directory, Path root) throws IOException {
        if (directory.equals(root) || durableDirectories.contains(directory)) {
            return;
        }
        Path parent = directory.getParent();
        makeDurable(parent, root);
        disk.createDirectories(directory);
        names(parent);
        durableDirectories.add(directory);
    }

    private void lead(Path directory, Round round) {
        round.before.ifPresent(
                before -> before.over.handle((nothing, failure) -> nothing).join());
        atOnce.acquireUninterruptibly();
        try {
            rounds.computeIfPresent(directory, (ignored, latest) -> {
                round.begun = true;
                return latest;
            });
            disk.syncDirectory(directory);
            round.over.complete(null);
        } catch (IOException | RuntimeException e) {
            round.over.completeExceptionally(e);
        } finally {
            atOnce.release();
            rounds.remove(directory, round);
        }
    }

    private static void await(Round round) throws IOException {
        try {
            round.over.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException disk) {
                throw new IOException(disk.getMessage(), disk);
            }
            throw e;
        }
    }
}
