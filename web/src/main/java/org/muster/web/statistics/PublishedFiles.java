package org.muster.web.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.common.embedded.Trees;
import org.muster.common.files.DurableFiles;

/**
 * Where exports lie: each in a directory of its own, and a symbolic link {@code current} to the one that is published. The
 * link is replaced in one step, so that a reader never meets files of two exports.
 *
 * @param directory holds nothing else
 */
record PublishedFiles(Path directory) {
    private static final String CURRENT = "current";
    private static final String TOTALS = "tables.xml";
    private static final String PREFIX = "export-";

    /** A new directory for an export that began at a time. */
    Path begin(Instant now) throws IOException {
        DurableFiles.createDirectories(directory);
        return Files.createDirectory(directory.resolve(PREFIX + now.toEpochMilli()));
    }

    /** Publishes a finished export and removes all others, half-written ones of killed runs too. */
    void publish(Path export) throws IOException {
        DurableFiles.syncDirectory(export);
        Path link = directory.resolve(".current-" + export.getFileName());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, export.getFileName());
        Files.move(link, directory.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncDirectory(directory);
        for (Path other : exports()) {
            if (!other.getFileName().equals(export.getFileName())) {
                Trees.delete(other);
            }
        }
    }

    /** When the published export was finished; nothing when there is none. */
    Optional<Instant> published() throws IOException {
        Path totals = directory.resolve(CURRENT).resolve(TOTALS);
        return Files.isRegularFile(totals)
                ? Optional.of(Files.getLastModifiedTime(totals).toInstant())
                : Optional.empty();
    }

    /** A published file; nothing when none of that name is published. */
    Optional<Path> find(String name) {
        try {
            Path file = directory.resolve(CURRENT).toRealPath().resolve(name);
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
        } catch (IOException nonePublished) {
            return Optional.empty();
        }
    }

    private List<Path> exports() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
    }
}
