package org.muster.upload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens unfinished files on a disk. Thread-safe; within the process the caller must hold the file's turn (see
 * {@link UploadTurns}), because a second opening of the same file here would drop the lock when it closes.
 */
final class UploadStore {
    private final Disk disk;
    private final GroupedSyncs syncs;

    UploadStore(Disk disk, GroupedSyncs syncs) {
        this.disk = disk;
        this.syncs = syncs;
    }

    /**
     * Opens the unfinished file of this name, a new and empty one if there is none.
     *
     * @param name a legal name
     * @return empty when another process is writing it
     */
    Optional<PartialFile> open(UploadArea area, String name) throws IOException {
        Path finishing = area.finishing().resolve(name);
        Optional<Disk.OpenFile> left = disk.open(finishing, false);
        if (left.isPresent()) {
            return Optional.of(PartialFile.takenBack(area, name, left.get(), disk, syncs));
        }
        Path partial = area.partial().resolve(name);
        disk.createDirectories(partial.getParent());
        Optional<Disk.OpenFile> opened = disk.open(partial, true);
        if (opened.isPresent() && disk.exists(finishing)) {
            // Another process is finishing this very file, and what was opened here is a new one beside it.
            disk.delete(partial);
            opened.get().close();
            return Optional.empty();
        }
        return opened.map(file -> new PartialFile(area, name, file, disk, syncs));
    }
}
