package org.muster.common.files;

import java.io.IOException;
import java.nio.file.FileStore;

/**
 * How full a file system is at one moment.
 *
 * @param usedBytes what is taken
 * @param usableBytes what this process may still take; what is kept for the superuser counts as neither
 */
public record DiskUse(long usedBytes, long usableBytes) {

    /** Reads it; one system call. */
    public static DiskUse of(FileStore store) throws IOException {
        return new DiskUse(store.getTotalSpace() - store.getUnallocatedSpace(), store.getUsableSpace());
    }

    /** As {@code df} has it, 0 to 100. */
    public double usedPercent() {
        long whole = usedBytes + usableBytes;
        return whole <= 0 ? 100 : 100.0 * usedBytes / whole;
    }
}
