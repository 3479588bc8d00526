package org.muster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real disk that records what is done to it, in an order that really happened: a sync is recorded when it has ended and
 * vouches only for what was recorded before it began; everything else is recorded together with being done.
 */
final class RecordingDisk implements Disk {
    /** What was done. Open files are known by numbers, since their names change. */
    sealed interface Event {
        record Opened(int file, Path path) implements Event {}

        record Written(int file, long position, ByteBuffer data) implements Event {}

        record Truncated(int file, long size) implements Event {}

        /** @param since how many events there were when it began */
        record Forced(int file, int since) implements Event {}

        record Created(Path directory) implements Event {}

        record Moved(Path from, Path to) implements Event {}

        record Deleted(Path path) implements Event {}

        /** @param since how many events there were when it began */
        record SyncedDirectory(Path directory, int since) implements Event {}

        /** The client was told that the file is safe. */
        record Acknowledged(String name) implements Event {}
    }

    private final Disk disk;
    private final List<Event> events = new ArrayList<>();
    private final AtomicInteger files = new AtomicInteger();

    RecordingDisk(Disk disk) {
        this.disk = disk;
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized void acknowledged(String name) {
        events.add(new Event.Acknowledged(name));
    }

    private synchronized int now() {
        return events.size();
    }

    private synchronized void record(Event event) {
        events.add(event);
    }

    @Override
    public synchronized Optional<OpenFile> open(Path file, boolean create) throws IOException {
        Optional<OpenFile> opened = disk.open(file, create);
        if (opened.isEmpty()) {
            return opened;
        }
        int number = files.incrementAndGet();
        record(new Event.Opened(number, file));
        return Optional.of(new Recorded(opened.get(), number));
    }

    @Override
    public boolean exists(Path file) {
        return disk.exists(file);
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        if (!disk.exists(directory)) {
            disk.createDirectories(directory);
            record(new Event.Created(directory));
        }
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        disk.move(from, to);
        record(new Event.Moved(from, to));
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        disk.delete(file);
        record(new Event.Deleted(file));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        int since = now();
        disk.syncDirectory(directory);
        record(new Event.SyncedDirectory(directory, since));
    }

    private final class Recorded implements OpenFile {
        private final OpenFile file;
        private final int number;

        Recorded(OpenFile file, int number) {
            this.file = file;
            this.number = number;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(ByteBuffer data, long position) throws IOException {
            ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data.duplicate());
            synchronized (RecordingDisk.this) {
                file.write(data, position);
                record(new Event.Written(number, position, copy.flip()));
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (RecordingDisk.this) {
                file.truncate(size);
                record(new Event.Truncated(number, size));
            }
        }

        @Override
        public void force() throws IOException {
            int since = now();
            file.force();
            record(new Event.Forced(number, since));
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
