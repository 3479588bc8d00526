package org.muster.control.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.muster.common.files.DurableFiles;
import org.muster.common.files.FileDigest;

/**
 * The copies of all files of all sets. A file is in it once, however many sets have it: under its tree and path, or, when
 * another content has that place already, under its digest in {@code changed/}. A copy is never changed. Thread-safe.
 *
 * <p>Copies are real copies: a link to the original would be lost with it.
 */
final class FilePool {
    static final String FILES = "files";
    static final String CHANGED = "changed";

    private static final String TEMPORARY = ".part-";
    private static final int CHUNK = 128 * 1024;

    private final Path directory;

    /** In a backup's directory. */
    FilePool(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies a file, unless its content is there. The copy is on disk when this returns; its directory's entry is not until
     * {@link DurableFiles#syncDirectory}.
     *
     * @return the file's line; empty when the file has gone meanwhile
     */
    Optional<Stored> store(FileTree tree, Path relative) throws IOException {
        Path source = tree.root().resolve(relative);
        try {
            PosixFileAttributes seen =
                    Files.readAttributes(source, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String mode = PosixFilePermissions.toString(seen.permissions());
            Path place = Path.of(FILES, tree.name()).resolve(relative);
            if (sizeOf(place) == seen.size()) {
                FileDigest digest = FileDigest.of(source);
                if (digest.equals(FileDigest.of(directory.resolve(place)))) {
                    return Optional.of(new Stored(line(tree, relative, digest, seen, mode, place), false));
                }
            }
            Path temporary = directory
                    .resolve(FILES)
                    .resolve(TEMPORARY
                            + Long.toHexString(ThreadLocalRandom.current().nextLong()));
            try {
                FileDigest digest = copy(source, temporary, mode);
                Path free = Files.exists(directory.resolve(place)) ? changed(digest) : place;
                DurableFiles.createDirectories(directory.resolve(free).getParent());
                Files.move(temporary, directory.resolve(free), StandardCopyOption.ATOMIC_MOVE);
                return Optional.of(new Stored(line(tree, relative, digest, seen, mode, free), true));
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /**
     * A file that is in the backup.
     *
     * @param line what the manifest says of it
     * @param isNew whether it was copied now
     */
    record Stored(FileLine line, boolean isNew) {}

    private static Path changed(FileDigest digest) {
        return Path.of(CHANGED, digest.md5().substring(0, 3), digest.md5() + "-" + digest.size());
    }

    private static FileLine line(
            FileTree tree, Path relative, FileDigest digest, PosixFileAttributes seen, String mode, Path copy) {
        return new FileLine(
                tree.name(),
                relative.toString(),
                digest,
                seen.lastModifiedTime().toInstant(),
                mode,
                copy.toString());
    }

    /** Bytes of a copy, −1 when there is none. */
    long sizeOf(Path copy) throws IOException {
        try {
            BasicFileAttributes seen =
                    Files.readAttributes(directory.resolve(copy), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return seen.isRegularFile() ? seen.size() : -1;
        } catch (NoSuchFileException none) {
            return -1;
        }
    }

    /** What is wrong with a copy; empty when it is whole. Reads it. */
    Optional<String> damage(FileLine line) throws IOException {
        long size = sizeOf(Path.of(line.copy()));
        if (size < 0) {
            return Optional.of("the copy " + line.copy() + " is missing");
        }
        if (size != line.digest().size()) {
            return Optional.of("the copy " + line.copy() + " has " + size + " bytes, the manifest says "
                    + line.digest().size());
        }
        FileDigest digest = FileDigest.of(directory.resolve(line.copy()));
        return digest.equals(line.digest())
                ? Optional.empty()
                : Optional.of("the copy " + line.copy() + " has MD5 " + digest.md5() + ", the manifest says "
                        + line.digest().md5());
    }

    /**
     * Brings a file back to its place, whole, with its time and its permissions, in place of another content.
     *
     * @throws IOException when the copy is not what the manifest says; nothing is changed then
     */
    void bringBack(FileLine line, Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        DurableFiles.createDirectories(parent);
        Path temporary = parent.resolve(
                TEMPORARY + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        try {
            FileDigest digest = copy(directory.resolve(line.copy()), temporary, line.mode());
            if (!digest.equals(line.digest())) {
                throw new IOException("the copy " + line.copy() + " has MD5 " + digest.md5() + " and " + digest.size()
                        + " bytes, the manifest says " + line.digest().md5() + " and "
                        + line.digest().size());
            }
            Files.setLastModifiedTime(temporary, FileTime.from(line.modified()));
            DurableFiles.publish(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Copies the content and forces it to disk. */
    private static FileDigest copy(Path source, Path temporary, String mode) throws IOException {
        MessageDigest md5 = FileDigest.newMd5();
        FileAttribute<?> permissions =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(withOwner(mode)));
        DurableFiles.createDirectories(temporary.getParent());
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions)) {
            OutputStream out =
                    new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), md5), CHUNK);
            Files.copy(source, out);
            out.flush();
            channel.force(true);
            return new FileDigest(HexFormat.of().formatHex(md5.digest()), channel.size());
        }
    }

    /** The owner must be able to read the copy again. */
    private static String withOwner(String mode) {
        return "rw" + mode.substring(2);
    }

    /** Removes copies that no manifest names, and what writers that died left. Returns how many. */
    long removeOthers(Wanted wanted) throws IOException {
        long[] removed = new long[1];
        for (String top : new String[] {CHANGED, FILES}) {
            Path root = directory.resolve(top);
            if (Files.isDirectory(root)) {
                Files.walkFileTree(root, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        if (file.getFileName().toString().startsWith(TEMPORARY)
                                || !wanted.isWanted(directory.relativize(file).toString())) {
                            Files.delete(file);
                            removed[0]++;
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        }
        return removed[0];
    }

    /** Whether a copy is still needed. */
    @FunctionalInterface
    interface Wanted {
        boolean isWanted(String copy) throws IOException;
    }
}
