package org.muster.common.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Writes a file so that nobody ever sees a part of it: under a hidden name in the same directory, checked, forced to disk,
 * renamed, and the directory forced to disk. When a method returns, the file is durable under its name.
 *
 * <p>A file that is there is never changed. Writing the same content again does nothing, which makes writers safe to repeat
 * after a crash; other content is refused. A crash leaves at most a hidden file, which
 * {@link FileArea#sweepAbandoned} removes.
 *
 * <p>Who has many files writes them together, see {@link WholeFiles}. All methods are thread-safe. Two writers of one name at
 * the same moment must agree on the content.
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
        try (WholeFiles one = new WholeFiles()) {
            FileDigest digest = one.add(target, content, promised, attributes);
            one.publish();
            return digest;
        }
    }
}
