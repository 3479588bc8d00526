package org.muster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A disk on which nothing is forced: what is acknowledged may be lost with the power. For measuring what syncs cost. */
final class UnsyncedDisk implements Disk {
    private final Disk disk = new LocalDisk();

    @Override
    public Optional<OpenFile> open(Path file, boolean create) throws IOException {
        return disk.open(file, create).map(Unforced::new);
    }

    @Override
    public boolean exists(Path file) {
        return disk.exists(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        disk.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) {}

    private record Unforced(OpenFile file) implements OpenFile {
        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(ByteBuffer data, long position) throws IOException {
            file.write(data, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() {}

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
