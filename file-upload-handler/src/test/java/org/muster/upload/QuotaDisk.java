package org.muster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** A real disk that is told to be full: after so many more operations that need room, each fails as the system has it. */
final class QuotaDisk implements Disk {
    private final Disk disk = new LocalDisk();
    private int left = Integer.MAX_VALUE;
    private int spent;

    /** From now on so many operations succeed, and then none until the quota is set again. */
    synchronized void quota(int operations) {
        left = operations;
        spent = 0;
    }

    /** Operations that needed room since the quota was set. */
    synchronized int spent() {
        return spent;
    }

    private synchronized void spend(Path where) throws IOException {
        spent++;
        if (left-- <= 0) {
            left = 0;
            throw new FileSystemException(where.toString(), null, "No space left on device");
        }
    }

    @Override
    public Optional<OpenFile> open(Path file, boolean create) throws IOException {
        if (create && !disk.exists(file)) {
            spend(file);
        }
        return disk.open(file, create).map(opened -> new Limited(opened, file));
    }

    @Override
    public boolean exists(Path file) {
        return disk.exists(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        if (!disk.exists(directory)) {
            spend(directory);
        }
        disk.createDirectories(directory);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        spend(to);
        disk.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        spend(directory);
        disk.syncDirectory(directory);
    }

    private final class Limited implements OpenFile {
        private final OpenFile file;
        private final Path path;

        Limited(OpenFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        /** A disk that becomes full in the middle of a write takes a part of it. */
        @Override
        public void write(ByteBuffer data, long position) throws IOException {
            try {
                spend(path);
            } catch (IOException full) {
                file.write(data.slice(data.position(), data.remaining() / 2), position);
                throw full;
            }
            file.write(data, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            spend(path);
            file.force();
        }

        @Override
        public InputStream content() throws IOException {
            return file.content();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
