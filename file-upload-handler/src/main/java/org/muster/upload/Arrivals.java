package org.muster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.StoredFile;

/**
 * Where small files that came whole are written before they get their names. What belongs to files that are created in one
 * directory lies together on the disk: sixteen of them share a block of inodes, all of them the blocks that say what is
 * free. So files that come in the same second begin in the same directory, and are forced with fewer blocks. The next second
 * has the next directory, which lies elsewhere: in one that were used for ever, each new file would be looked for among all
 * that were just deleted there (see {@link org.muster.common.files.SpreadDirectories}).
 *
 * <p>Names in here are those of no file; what a handler left when it died is removed, and its client sends all of it again.
 * Thread-safe.
 */
final class Arrivals {
    private static final int DIRECTORIES = FanOut.STANDARD.directories();

    private final Path root;
    private final InstantSource clock;
    private final String me =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final AtomicLong number = new AtomicLong();
    private volatile Current current = new Current(-1, Path.of(""));

    private record Current(long second, Path directory) {}

    /** @param clock its seconds choose the directory */
    Arrivals(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    Path root() {
        return root;
    }

    /** A new name, which nobody else has, in a directory that is there. */
    Path next(Disk disk) throws IOException {
        long second = clock.instant().getEpochSecond();
        Current now = current;
        if (now.second() != second) {
            now = new Current(second, root.resolve(Long.toHexString(Math.floorMod(second, DIRECTORIES))));
            disk.createDirectories(now.directory());
            current = now;
        }
        return now.directory().resolve(me + "-" + number.incrementAndGet());
    }

    /**
     * Removes what handlers left that are no more: a file that another one is writing is locked. Own files are not touched,
     * since opening one here would drop its lock.
     *
     * @return how many files were removed
     */
    int removeLeft(Disk disk) throws IOException {
        int removed = 0;
        for (StoredFile file : new FileArea(root, FanOut.STANDARD).list()) {
            if (file.name().startsWith(me)) {
                continue;
            }
            try (Disk.OpenFile left = disk.open(file.path(), false).orElse(null)) {
                removed += left != null && Files.deleteIfExists(file.path()) ? 1 : 0;
            }
        }
        return removed;
    }
}
