package org.muster.common.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of kept requests, the newest of them. At most ten are written in a second: in a storm every request is slow,
 * and some of them tell as much as all. Requests hold the keys of accounts, so only the owner may read the files.
 * Thread-safe.
 */
final class CaptureFiles {
    static final String ENDING = ".http";

    private static final Logger log = LoggerFactory.getLogger(CaptureFiles.class);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final int most;
    private final ReentrantLock writing = new ReentrantLock();
    private long notBefore = Long.MIN_VALUE;

    CaptureFiles(Path directory, int most) {
        this.directory = directory;
        this.most = most;
    }

    /** Keeps a request unless another was kept just now. Never throws: that a request cannot be kept harms nobody. */
    void keep(String why, Duration took, byte[] request) {
        if (!writing.tryLock()) {
            return;
        }
        try {
            long now = System.nanoTime();
            if (notBefore == Long.MIN_VALUE || now - notBefore >= 0) {
                notBefore = now + BETWEEN.toNanos();
                write(TIME.format(Instant.now()) + "-" + why + "-" + took.toMillis() + "ms" + ENDING, request);
                removeOldest();
            }
        } catch (IOException | UnsupportedOperationException e) {
            log.warn("A {} request cannot be kept in {}: {}", why, directory, e.toString());
        } finally {
            writing.unlock();
        }
    }

    private void write(String name, byte[] request) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(
                directory,
                ".",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, request);
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeOldest() throws IOException {
        List<Path> kept;
        try (Stream<Path> files = Files.list(directory)) {
            kept = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        for (Path old : kept.subList(0, Math.max(0, kept.size() - most))) {
            Files.deleteIfExists(old);
        }
    }
}
