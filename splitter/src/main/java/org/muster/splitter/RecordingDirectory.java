package org.muster.splitter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.science.database.RecordingName;
import org.muster.science.database.Recordings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the recordings that appear in a directory: files called {@code *.raw} that are not empty and have not changed
 * between two looks. A file that is copied in under another name and renamed is therefore never taken half. Not thread-safe.
 */
final class RecordingDirectory {
    /** Time between two looks. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(RecordingDirectory.class);

    private final Path directory;
    private final Recordings recordings;
    private final Set<Path> done = new HashSet<>();
    private Map<Path, Look> lastLook = Map.of();
    private Instant nextLook = Instant.MIN;

    /** What was seen of a file. */
    private record Look(long size, FileTime modified) {}

    RecordingDirectory(Path directory, Recordings recordings) {
        this.directory = directory;
        this.recordings = recordings;
    }

    /**
     * Looks at the directory, unless it was looked at a moment ago.
     *
     * @return how many recordings were registered
     * @throws IOException when the directory cannot be read
     */
    int look(Instant now) throws IOException {
        if (now.isBefore(nextLook)) {
            return 0;
        }
        Map<Path, Look> seen = new HashMap<>();
        int registered = 0;
        for (Path file : files()) {
            Look look = lookAt(file);
            if (look.size() > 0 && !done.contains(file)) {
                seen.put(file, look);
                if (look.equals(lastLook.get(file))) {
                    registered += register(file, now);
                }
            }
        }
        lastLook = seen;
        nextLook = now.plus(PAUSE);
        return registered;
    }

    private int register(Path file, Instant now) {
        done.add(file);
        String name = RecordingName.of(file.getFileName().toString());
        try {
            boolean fresh = recordings.register(name, file, now.getEpochSecond());
            if (fresh) {
                log.info("recording {} registered: {}", name, file);
            }
            return fresh ? 1 : 0;
        } catch (IllegalArgumentException e) {
            log.warn("{} is left alone: {}", file, e.getMessage());
            return 0;
        } catch (RuntimeException e) {
            done.remove(file);
            throw e;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(".raw"))
                    .sorted()
                    .toList();
        }
    }

    private static Look lookAt(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Look(attributes.isRegularFile() ? attributes.size() : 0, attributes.lastModifiedTime());
        } catch (NoSuchFileException goneMeanwhile) {
            return new Look(0, FileTime.fromMillis(0));
        }
    }
}
