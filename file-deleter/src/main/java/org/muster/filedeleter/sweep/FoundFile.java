package org.muster.filedeleter.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A file as the walk found it.
 *
 * @param name its name, without directory
 * @param path where it lies
 * @param bytes its size
 * @param touched when its content or its entry was last changed, whichever is later: a file that was restored from a backup
 *     or staged again has an old content and a young entry
 * @param regular false for links, pipes and directories
 */
record FoundFile(String name, Path path, long bytes, Instant touched, boolean regular) {

    /** Looks at a file; empty if it is gone. */
    static Optional<FoundFile> at(Path path) throws IOException {
        try {
            Map<String, Object> seen = Files.readAttributes(
                    path, "unix:size,lastModifiedTime,ctime,isRegularFile", LinkOption.NOFOLLOW_LINKS);
            Instant content = ((FileTime) seen.get("lastModifiedTime")).toInstant();
            Instant entry = ((FileTime) seen.get("ctime")).toInstant();
            return Optional.of(new FoundFile(
                    path.getFileName().toString(),
                    path,
                    (Long) seen.get("size"),
                    content.isAfter(entry) ? content : entry,
                    (Boolean) seen.get("isRegularFile")));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Its age; zero if it is from the future. */
    Duration age(Instant now) {
        return touched.isAfter(now) ? Duration.ZERO : Duration.between(touched, now);
    }
}
