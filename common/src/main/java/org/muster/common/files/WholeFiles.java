package org.muster.common.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that are written as {@link WholeFile} does, but made durable together: there is one wait for the disk for the
 * contents of all, and one for their names. Each is open until then. What is not published when this is closed leaves
 * nothing. For one thread.
 */
final class WholeFiles implements AutoCloseable {
    private final List<Draft> drafts = new ArrayList<>();

    /** A file that is written and has not its name yet. */
    private record Draft(
            Path target, Path temporary, FileChannel channel, DurableFiles.Opening opening, FileDigest digest) {

        Path directory() {
            return temporary.getParent();
        }
    }

    /**
     * Writes one file, under a hidden name beside its own.
     *
     * @param promised what its content must be
     * @return digest and size of what was written
     * @throws FileConflictException when nothing at all was produced and that was not promised, or something else than what was
     */
    FileDigest add(
            Path target, WholeFile.Content content, Optional<FileDigest> promised, FileAttribute<?>... attributes)
            throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        DurableFiles.createDirectories(directory);
        Path temporary = directory.resolve(WholeFile.TEMPORARY_PREFIX
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        DurableFiles.Opening opening = DurableFiles.opening(directory);
        FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
        boolean written = false;
        try {
            FileDigest digest = fill(channel, content);
            check(target, digest, promised);
            drafts.add(new Draft(target, temporary, channel, opening, digest));
            written = true;
            return digest;
        } finally {
            if (!written) {
                channel.close();
                Files.deleteIfExists(temporary);
            }
        }
    }

    /**
     * Gives all files their names. When this returns they are durable; when it throws, each is visible whole or not at all.
     *
     * @throws FileConflictException when a file with other content has one of the names
     */
    void publish() throws IOException {
        Map<FileChannel, DurableFiles.Opening> open = new HashMap<>();
        drafts.forEach(draft -> open.put(draft.channel, draft.opening));
        DurableFiles.force(open);
        Set<Path> directories = new HashSet<>();
        while (!drafts.isEmpty()) {
            Draft draft = drafts.getLast();
            if (Files.exists(draft.target)) {
                requireSame(draft.target, draft.digest);
                Files.delete(draft.temporary);
            } else {
                Files.move(draft.temporary, draft.target, StandardCopyOption.ATOMIC_MOVE);
            }
            draft.channel.close();
            directories.add(draft.directory());
            drafts.removeLast();
        }
        DurableFiles.syncDirectories(directories);
    }

    @Override
    public void close() throws IOException {
        for (Draft draft : drafts) {
            draft.channel.close();
            Files.deleteIfExists(draft.temporary);
        }
    }

    private static FileDigest fill(FileChannel channel, WholeFile.Content content) throws IOException {
        MessageDigest md5 = FileDigest.newMd5();
        OutputStream out = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), md5));
        content.writeTo(out);
        out.flush();
        return new FileDigest(HexFormat.of().formatHex(md5.digest()), channel.size());
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
    }
}
