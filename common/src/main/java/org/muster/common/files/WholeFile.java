package org.muster.common.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file so that nobody ever sees a part of it: under a hidden name in the same directory, checked, forced to disk,
 * renamed, and the directory forced to disk. When a method returns, the file is durable under its name.
 *
 * <p>A file that is there is never changed. Writing the same content again does nothing, which makes writers safe to repeat
 * after a crash; other content is refused. A crash leaves at most a hidden file, which
 * {@link FileArea#sweepAbandoned} removes.
 *
 * <p>All methods are thread-safe. Two writers of one name at the same moment must agree on the content.
 */
public final class WholeFile {
    static final String TEMPORARY_PREFIX = ".part-";

    private static final FileAttribute<?>[] AS_THE_PROCESS_CREATES = {};
    private static final FileAttribute<?>[] FOR_THE_OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };

    private WholeFile() {}

    /** Produces the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Stores these bytes and returns their digest. */
    public static FileDigest write(Path target, byte[] content) throws IOException {
        return write(target, out -> out.write(content), Optional.of(FileDigest.of(content)), AS_THE_PROCESS_CREATES);
    }

    /** Stores these bytes so that only the owner of the process can read them (mode 0600). */
    public static FileDigest writePrivate(Path target, byte[] content) throws IOException {
        return write(target, out -> out.write(content), Optional.of(FileDigest.of(content)), FOR_THE_OWNER_ONLY);
    }

    /**
     * Stores what the writer produces and returns its digest.
     *
     * @throws FileConflictException when nothing at all was produced, or another file has the name
     */
    public static FileDigest write(Path target, Content content) throws IOException {
        return write(target, content, Optional.empty(), AS_THE_PROCESS_CREATES);
    }

    /**
     * Stores a stream of known size and digest.
     *
     * @throws FileConflictException when the stream is not what was promised, or another file has the name
     */
    public static FileDigest write(Path target, InputStream content, FileDigest promised) throws IOException {
        return write(target, out -> content.transferTo(out), Optional.of(promised), AS_THE_PROCESS_CREATES);
    }

    private static FileDigest write(
            Path target, Content content, Optional<FileDigest> promised, FileAttribute<?>[] attributes)
            throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        DurableFiles.createDirectories(directory);
        Path temporary = directory.resolve(TEMPORARY_PREFIX
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        try {
            FileDigest written = fill(temporary, content, attributes);
            check(target, written, promised);
            if (Files.exists(target)) {
                requireSame(target, written);
            } else {
                DurableFiles.publish(temporary, target);
            }
            return written;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileDigest fill(Path temporary, Content content, FileAttribute<?>[] attributes) throws IOException {
        MessageDigest md5 = FileDigest.newMd5();
        DurableFiles.Opening opening = DurableFiles.opening(temporary.getParent());
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            OutputStream out =
                    new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), md5), 64 * 1024);
            content.writeTo(out);
            out.flush();
            opening.force(channel);
            return new FileDigest(HexFormat.of().formatHex(md5.digest()), channel.size());
        }
    }

    private static void check(Path target, FileDigest written, Optional<FileDigest> promised)
            throws FileConflictException {
        if (promised.isEmpty() && written.size() == 0) {
            throw new FileConflictException("Nothing was written for " + target + "; an empty file is not published");
        }
        if (promised.isPresent() && !promised.get().equals(written)) {
            throw new FileConflictException("The content for " + target + " is " + written.size() + " bytes with MD5 "
                    + written.md5() + ", but " + promised.get().size() + " bytes with MD5 "
                    + promised.get().md5() + " were promised; nothing was published");
        }
    }

    private static void requireSame(Path target, FileDigest written) throws IOException {
        if (Files.size(target) != written.size() || !FileDigest.of(target).equals(written)) {
            throw new FileConflictException(
                    target + " already holds other content; finished files are never changed, use another name");
        }
        DurableFiles.syncDirectory(target.toAbsolutePath().getParent());
    }
}
