package org.muster.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.muster.common.files.FileDigest;
import org.muster.upload.Admission.Admitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes small files that come whole: they are held in memory until all bytes are there, written at once beside where they
 * belong, forced to disk, and only then get their names. So they take a third of the disk's writes of one that comes piece
 * by piece (see {@link Arrivals}). Whatever does not come at once, or cannot be stored this way, is left to {@link Reception},
 * and nothing of it is lost.
 *
 * <p>Thread-safe; within the process the caller must hold the file's turn.
 */
final class SmallUploads {
    /** Bytes; several of what most projects' result files have. */
    static final int LARGEST = 64 * 1024;

    /** A sender that has not sent so little by then is slow, and what it sends is kept as it comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** For all that are on their way together. */
    private static final int MEMORY_KILOBYTES = 16 * 1024;

    private static final int KILOBYTE = 1024;
    private static final Logger LOG = LoggerFactory.getLogger(SmallUploads.class);

    private final Disk disk;
    private final GroupedSyncs syncs;
    private final Semaphore memory = new Semaphore(MEMORY_KILOBYTES);

    SmallUploads(Disk disk, GroupedSyncs syncs) {
        this.disk = disk;
        this.syncs = syncs;
    }

    /**
     * Receives and stores the file if it is small and comes whole; the data then need not be read any more.
     *
     * @return the answer; empty when the file must be received piece by piece, of which nothing is done then
     */
    Optional<Reply> receive(Admitted upload, RequestBody body, UploadArea area) throws IOException {
        boolean small = upload.offset() == 0 && upload.bytes() > 0 && upload.bytes() <= LARGEST;
        if (!small || area.hasUnfinished(upload.name())) {
            return Optional.empty();
        }
        int kilobytes = Math.ceilDiv((int) upload.bytes(), KILOBYTE);
        if (!memory.tryAcquire(kilobytes)) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> data = body.whole((int) upload.bytes(), PATIENCE);
            return data.isEmpty() ? Optional.empty() : store(upload, data.get(), area);
        } finally {
            memory.release(kilobytes);
        }
    }

    private Optional<Reply> store(Admitted upload, byte[] data, UploadArea area) throws IOException {
        if (upload.md5().isPresent()
                && !FileDigest.of(data).md5().equals(upload.md5().get())) {
            return Optional.of(Reception.wrongDigest());
        }
        try (DiskRoom.Reservation room = area.room().reserve(upload.bytes()).orElse(null)) {
            if (room == null) {
                return Optional.of(UploadDesk.outOfRoom());
            }
            write(data, area, area.finished().resolve(upload.name()));
            return Optional.of(Reply.success());
        } catch (IOException e) {
            LOG.debug("{} could not be stored at once: {}", upload.name(), e.toString());
            return Optional.empty();
        }
    }

    private void write(byte[] data, UploadArea area, Path finished) throws IOException {
        Path arriving = area.arrivals().next(disk);
        boolean published = false;
        try (Disk.OpenFile file =
                disk.open(arriving, true).orElseThrow(() -> new IOException(arriving + " is taken"))) {
            file.write(ByteBuffer.wrap(data), 0);
            syncs.content(file);
            syncs.publish(arriving, finished, area.root());
            published = true;
        } finally {
            if (!published) {
                disk.delete(arriving);
            }
        }
    }
}
