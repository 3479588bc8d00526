package org.muster.upload;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.muster.common.files.DurableFiles;
import org.muster.common.files.FileDigest;

/**
 * An unfinished file, open and locked against other processes; see {@link UploadArea} for where it lies when. Within the
 * process the caller must hold the file's turn (see {@link UploadTurns}): a second opening of the same file here would
 * drop the lock when it closes. Not thread-safe.
 */
final class PartialFile implements AutoCloseable {
    private final UploadArea area;
    private final String name;
    private final FileChannel channel;
    private Path path;

    private PartialFile(UploadArea area, String name, FileChannel channel, Path path) {
        this.area = area;
        this.name = name;
        this.channel = channel;
        this.path = path;
    }

    /**
     * Opens the unfinished file of this name, a new and empty one if there is none.
     *
     * @param name a legal name
     * @return empty when another process is writing it
     */
    static Optional<PartialFile> open(UploadArea area, String name) throws IOException {
        Path finishing = area.finishing().resolve(name);
        Optional<FileChannel> left = lock(finishing, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (left.isPresent()) {
            PartialFile file = new PartialFile(area, name, left.get(), finishing);
            file.takeBack();
            return Optional.of(file);
        }
        Path partial = area.partial().resolve(name);
        Files.createDirectories(partial.getParent());
        Optional<FileChannel> channel =
                lock(partial, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.isPresent() && Files.exists(finishing)) {
            // Another process is finishing this very file, and what was opened here is a new one beside it.
            Files.delete(partial);
            channel.get().close();
            return Optional.empty();
        }
        return channel.map(locked -> new PartialFile(area, name, locked, partial));
    }

    /** Bytes stored so far. */
    long size() throws IOException {
        return channel.size();
    }

    /** Writes all of the buffer at the position, over what is there. */
    void write(ByteBuffer data, long position) throws IOException {
        long at = position;
        while (data.hasRemaining()) {
            at += channel.write(data, at);
        }
    }

    /** Must be called before the last missing byte is written. */
    void beginFinishing() throws IOException {
        move(area.finishing().resolve(name));
    }

    /**
     * Makes this the finished file. When it returns true the file is durable under its final name and will not change.
     *
     * @param bytes size of the whole file; what is stored beyond is cut off
     * @param md5 what the content must have, if known
     * @return false when the content is not what it should be; it is dropped then, and the upload can begin anew
     */
    boolean finish(long bytes, Optional<String> md5) throws IOException {
        channel.truncate(bytes);
        if (md5.isPresent() && !md5.get().equals(digest().md5())) {
            channel.truncate(0);
            move(area.partial().resolve(name));
            return false;
        }
        channel.force(true);
        DurableFiles.publish(path, area.finished().resolve(name));
        return true;
    }

    /** Throws away what is stored. */
    void discard() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Read through this channel, because closing another one would drop the lock. */
    private FileDigest digest() throws IOException {
        return FileDigest.of(Channels.newInputStream(channel.position(0)));
    }

    private void takeBack() throws IOException {
        try {
            channel.truncate(Math.max(0, channel.size() - 1));
            move(area.partial().resolve(name));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void move(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.move(path, target, ATOMIC_MOVE);
        path = target;
    }

    /** The file's channel, locked; empty when the file is not there or somebody else has it. */
    private static Optional<FileChannel> lock(Path path, StandardOpenOption... options) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, options);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean mine = false;
        try {
            // Whoever had it may have moved it on between our opening and our locking it.
            mine = channel.tryLock() != null && Files.exists(path);
        } catch (OverlappingFileLockException heldInThisProcess) {
            mine = false;
        } finally {
            if (!mine) {
                channel.close();
            }
        }
        return mine ? Optional.of(channel) : Optional.empty();
    }
}
