package org.muster.common.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Brings a finished file, and what belongs to it, to another place while others read and delete it. It is two steps, so
 * that many files can share the forcing of directories to disk in between:
 *
 * <ol>
 *   <li>{@link #appear} makes the file appear at the new place, what belongs to it first. By a link on the same device, by a
 *       copy that becomes visible whole on another.
 *   <li>{@link #disappear} removes it from the old place, itself first.
 * </ol>
 *
 * <p>At every moment the file is at one of the two places whole, with what belongs to it beside it. Killed anywhere, the
 * two steps done again finish the move. Thread-safe for different files.
 */
public final class FileMove {
    private static final List<String> COMPANIONS = List.of(".gz", DigestFile.SUFFIX);

    /** What became of the first step. */
    public enum Appearance {
        /** The file is at the new place. */
        DONE,
        /** Somebody has deleted it meanwhile; nothing of it is at the new place. */
        GONE,
        /** Another file is at the new place; both are left as they are. */
        CONFLICT
    }

    private FileMove() {}

    /** Makes a file appear at another place, whose directory is made where it is missing. Forces no directory to disk. */
    public static Appearance appear(Path from, Path to) throws IOException {
        if (Files.exists(to) && !isSame(from, to)) {
            return Files.exists(from) ? Appearance.CONFLICT : Appearance.GONE;
        }
        DurableFiles.createDirectories(to.toAbsolutePath().getParent());
        for (String companion : COMPANIONS) {
            place(beside(from, companion), beside(to, companion));
        }
        place(from, to);
        if (Files.exists(to)) {
            return Appearance.DONE;
        }
        // It was deleted; what was placed before it must not stay alone.
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(beside(to, companion));
        }
        return Appearance.GONE;
    }

    /** Removes a file from the place that it has left. The directory of its new place must be on disk. */
    public static void disappear(Path from) throws IOException {
        Files.deleteIfExists(from);
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(beside(from, companion));
        }
    }

    /** Whether the second name is that of a companion of the file beside it. */
    static boolean isCompanion(String owner, String name) {
        return name.startsWith(owner) && COMPANIONS.contains(name.substring(owner.length()));
    }

    /** The name without the ending of a companion; the name itself where it has none. */
    static String owner(String name) {
        return COMPANIONS.stream()
                .filter(companion -> name.endsWith(companion) && name.length() > companion.length())
                .findFirst()
                .map(companion -> name.substring(0, name.length() - companion.length()))
                .orElse(name);
    }

    private static void place(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException done) {
            // An earlier attempt came so far.
        } catch (NoSuchFileException gone) {
            // There is none, or it has been deleted.
        } catch (FileSystemException | UnsupportedOperationException otherDevice) {
            copy(from, to);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Path temporary = to.resolveSibling(WholeFile.TEMPORARY_PREFIX
                + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        try {
            Files.copy(from, temporary, StandardCopyOption.COPY_ATTRIBUTES);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.READ)) {
                channel.force(true);
            }
            Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            // There is none, or it has been deleted.
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static boolean isSame(Path from, Path to) throws IOException {
        try {
            return Files.isSameFile(from, to)
                    || Files.size(from) == Files.size(to) && FileDigest.of(from).equals(FileDigest.of(to));
        } catch (NoSuchFileException oneIsGone) {
            return !Files.exists(from) && !Files.exists(to);
        }
    }

    private static Path beside(Path file, String companion) {
        return file.resolveSibling(file.getFileName() + companion);
    }
}
