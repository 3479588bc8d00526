package org.muster.upload;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.muster.common.files.DurableFiles;

/** The operating system's file systems. */
final class LocalDisk implements Disk {
    private static final Set<OpenOption> EXISTING = Set.of(READ, WRITE);
    private static final Set<OpenOption> NEW = Set.of(READ, WRITE, CREATE);

    @Override
    public Optional<OpenFile> open(Path file, boolean create) throws IOException {
        // Most files that are asked for without being created are not there, and an exception is dear.
        if (!create && !exists(file)) {
            return Optional.empty();
        }
        DurableFiles.Opening opening;
        FileChannel channel;
        try {
            opening = DurableFiles.opening(file.getParent());
            channel = FileChannel.open(file, create ? NEW : EXISTING);
        } catch (NoSuchFileException e) {
            if (create) {
                throw e;
            }
            return Optional.empty();
        }
        boolean mine = false;
        try {
            // Whoever had it may have moved it on between our opening and our locking it.
            mine = channel.tryLock() != null && exists(file);
        } catch (OverlappingFileLockException heldInThisProcess) {
            mine = false;
        } finally {
            if (!mine) {
                channel.close();
            }
        }
        return mine ? Optional.of(new Channel(channel, opening)) : Optional.empty();
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        DurableFiles.syncDirectory(directory);
    }

    private record Channel(FileChannel channel, DurableFiles.Opening opening) implements OpenFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void write(ByteBuffer data, long position) throws IOException {
            long at = position;
            while (data.hasRemaining()) {
                at += channel.write(data, at);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            opening.force(channel);
        }

        /** Read through this channel, because closing another one would drop the lock. */
        @Override
        public InputStream content() throws IOException {
            return Channels.newInputStream(channel.position(0));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
