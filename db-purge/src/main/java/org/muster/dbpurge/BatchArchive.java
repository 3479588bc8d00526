package org.muster.dbpurge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.WholeFile;
import org.muster.common.store.Database;
import org.muster.dbpurge.ArchivedRows.Fingerprint;
import org.muster.dbpurge.ArchivedRows.ReadRow;
import org.muster.dbpurge.archive.ArchiveFiles;
import org.muster.dbpurge.archive.ArchiveFormat;
import org.muster.dbpurge.archive.ArchiveWriter;

/** Writes the four archive files of a batch, each whole and durable, with a bounded number of rows in memory. */
final class BatchArchive {

    /** Workunits whose rows are in memory at once; a result's output may be a megabyte. */
    private static final int WORKUNITS_AT_ONCE = 250;

    private static final int BUFFER = 1 << 16;

    /** Told before each piece of work, so that it can ask for more time. */
    @FunctionalInterface
    interface Progress {
        /**
         * Work goes on.
         *
         * @throws IOException if it must not
         */
        void goesOn() throws IOException;
    }

    private final Database work;
    private final Path directory;

    BatchArchive(Database work, Path directory) {
        this.work = work;
        this.directory = directory;
    }

    /** Writes the rows of these workunits and of their results, and returns what they were. */
    Map<ArchiveFormat, Fingerprint> write(PurgeBatch batch, List<Long> workunits, Progress progress)
            throws IOException {
        Map<ArchiveFormat, Fingerprint> written = new EnumMap<>(ArchiveFormat.class);
        for (ArchiveFormat format : ArchiveFormat.values()) {
            written.put(format, write(format, batch, workunits, progress));
        }
        return written;
    }

    /** Writes the records of one kind and their index, and returns what the rows were. */
    Fingerprint write(ArchiveFormat format, PurgeBatch batch, List<Long> workunits, Progress progress)
            throws IOException {
        ArchiveFiles files = files(batch);
        AtomicReference<Fingerprint> all = new AtomicReference<>(Fingerprint.NONE);
        WholeFile.write(
                files.archive(format),
                records -> WholeFile.write(files.index(format), index -> {
                    GZIPOutputStream packedRecords = new GZIPOutputStream(records, BUFFER);
                    GZIPOutputStream packedIndex = new GZIPOutputStream(index, BUFFER);
                    ArchiveWriter writer = new ArchiveWriter(format, batch.archiveTime(), packedRecords, packedIndex);
                    for (List<Long> some : pieces(workunits)) {
                        progress.goesOn();
                        for (ReadRow read : work.read(handle -> ArchivedRows.read(handle, format, some))) {
                            writer.write(read.row());
                            all.updateAndGet(before -> before.with(read.fingerprint()));
                        }
                    }
                    writer.finish();
                    packedRecords.finish();
                    packedIndex.finish();
                }));
        return all.get();
    }

    /** Removes the files of a batch as far as they are there. */
    void remove(PurgeBatch batch) throws IOException {
        for (Path file : files(batch).all()) {
            Files.deleteIfExists(file);
        }
    }

    /** Removes what writers that died left half-written and nobody touched since then. */
    void sweep(Instant untouchedSince) throws IOException {
        new FileArea(directory, FanOut.FLAT).sweepAbandoned(untouchedSince);
    }

    /** The first time stamp from a moment on that no archive in the directory has. */
    long freeTime(long from) {
        long time = from;
        while (new ArchiveFiles(directory, time).anyExists()) {
            time++;
        }
        return time;
    }

    private ArchiveFiles files(PurgeBatch batch) {
        return new ArchiveFiles(directory, batch.archiveTime());
    }

    private static List<List<Long>> pieces(List<Long> all) {
        List<List<Long>> pieces = new ArrayList<>();
        for (int start = 0; start < all.size(); start += WORKUNITS_AT_ONCE) {
            pieces.add(all.subList(start, Math.min(start + WORKUNITS_AT_ONCE, all.size())));
        }
        return pieces;
    }
}
