package org.muster.common.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a finished file, and what belongs to it, to another place while others read and delete it. It is two steps, so
 * that many files can share the forcing of directories to disk in between:
 *
 * <ol>
 *   <li>{@link #appear} makes the file appear at the new place, what belongs to it first. By a link on the same device, by a
 *       copy on another; that is forced to disk and compared before it becomes visible, whole.
 *   <li>{@link #disappear} removes it from the old place, itself first.
 * </ol>
 *
 * <p>At every moment the file is at one of the two places whole, with what belongs to it beside it. Killed anywhere, the
 * two steps done again finish the move. A file that is deleted meanwhile is not left at the new place, as long as whoever
 * deletes it looks at all places twice. Thread-safe for different files; nobody else may move the same ones, which
 * {@link MoveLock} is for.
 */
public final class FileMove {
    private static final Logger log = LoggerFactory.getLogger(FileMove.class);
    private static final List<String> COMPANIONS = List.of(".gz", DigestFile.SUFFIX);

    /** What became of the first step. */
    public enum Appearance {
        /** The file is at the new place. */
        DONE,
        /** Somebody has deleted it meanwhile; nothing of it is at the new place. */
        GONE,
        /** Another file is at the new place; both are left as they are. */
        CONFLICT,
        /** It is not what was recorded of it, so it is not copied to another device. */
        SPOILED
    }

    private FileMove() {}

    /** Makes a file appear at another place, whose directory is made where it is missing. Forces no directory to disk. */
    public static Appearance appear(Path from, Path to) throws IOException {
        if (Files.exists(to) && !isSame(from, to)) {
            return Files.exists(from) ? Appearance.CONFLICT : Appearance.GONE;
        }
        DurableFiles.createDirectories(to.toAbsolutePath().getParent());
        try {
            for (String companion : COMPANIONS) {
                place(beside(from, companion), beside(to, companion));
            }
            place(from, to);
        } catch (FileConflictException spoiled) {
            disappear(to);
            log.warn("{} is not moved: {}", from, spoiled.getMessage());
            return Appearance.SPOILED;
        }
        // Whoever deletes it may have looked at the new place before it appeared there, and then deleted it at the old
        // one.
        if (Files.exists(from) && Files.exists(to)) {
            return Appearance.DONE;
        }
        disappear(to);
        return Appearance.GONE;
    }

    /** Removes a file from the place that it has left. The directory of its new place must be on disk. */
    public static void disappear(Path from) throws IOException {
        Files.deleteIfExists(from);
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(beside(from, companion));
        }
    }

    /**
     * Removes what a mover that was killed while a file disappeared has left of it: companions without their file, where
     * the same are beside the file at its new place.
     */
    public static void clearAway(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            return;
        }
        for (String companion : COMPANIONS) {
            if (Files.exists(beside(to, companion))) {
                Files.deleteIfExists(beside(from, companion));
            }
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
        Path temporary = temporary(to);
        try {
            Files.copy(from, temporary, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.READ)) {
                channel.force(true);
            }
            compare(from, FileDigest.of(temporary));
            Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            // There is none, or it has been deleted.
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The same at every attempt, so that the next one clears away what a killed one has left. */
    private static Path temporary(Path to) {
        byte[] name = to.getFileName().toString().getBytes(StandardCharsets.UTF_8);
        return to.resolveSibling(
                WholeFile.TEMPORARY_PREFIX + FileDigest.of(name).md5());
    }

    /** Whether what was copied is what was to be copied, and what was recorded of it if anything was. */
    private static void compare(Path from, FileDigest copied) throws IOException {
        FileDigest original = FileDigest.of(from);
        if (!original.equals(copied)) {
            throw new IOException("The copy of " + from + " is not equal to it; check both disks");
        }
        FileDigest recorded =
                DigestFile.recorded(from).map(DigestFile.Recorded::digest).orElse(original);
        if (!recorded.equals(original)) {
            throw new FileConflictException("it has " + original.size() + " bytes with MD5 " + original.md5() + ", but "
                    + recorded.size() + " bytes with MD5 " + recorded.md5()
                    + " were recorded when it was staged; put the right file in its place");
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
