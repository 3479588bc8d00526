package org.muster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.muster.common.files.FileArea;
import org.muster.common.files.SpreadDirectories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload area. Finished files are in the fan-out, where the validator and the assimilator look for them; what is not
 * finished lies beside it under hidden directories on the same file system:
 *
 * <ul>
 *   <li>{@code .partial}: files of which bytes are still missing,
 *   <li>{@code .finishing}: files whose last bytes are being written, checked and forced to disk,
 *   <li>{@code .arriving}: small files that have come whole and are being forced to disk, see {@link Arrivals},
 *   <li>{@code .claims}: files that a handler wants to have from another one, see {@link Claims}.
 * </ul>
 *
 * <p>The second exists because a client that is told a size as large as its file's takes the file for uploaded and never
 * sends it again. A file in {@code .partial} lacks at least one byte, so its size may be told as it is. A file that is found
 * in {@code .finishing} belongs to a handler that died; nobody knows whether it is complete, so it loses its last byte,
 * goes back to {@code .partial}, and the client sends the rest.
 *
 * @param finished the files that are whole
 * @param partial the files that lack something
 * @param finishing the files on their way from one to the other
 * @param arrivals the files that come whole
 * @param room the room on its disk
 */
record UploadArea(FileArea finished, FileArea partial, FileArea finishing, Arrivals arrivals, DiskRoom room) {
    private static final Logger LOG = LoggerFactory.getLogger(UploadArea.class);

    static UploadArea of(FileArea finished, DiskRoom room) {
        return new UploadArea(
                finished,
                new FileArea(finished.root().resolve(".partial"), finished.fanOut()),
                new FileArea(finished.root().resolve(".finishing"), finished.fanOut()),
                new Arrivals(finished.root().resolve(".arriving"), InstantSource.system()),
                room);
    }

    /**
     * Makes the directories in which files begin, so that the files are spread over the disk. Without it uploads are slower
     * and nothing else: an area whose disk is away, or cannot be written, is left as it is.
     */
    void spread() {
        if (Files.isDirectory(root())) {
            try {
                SpreadDirectories.create(partial.root());
                SpreadDirectories.create(arrivals.root());
            } catch (IOException e) {
                LOG.warn("Uploads to {} begin in directories that are not spread: {}", root(), e.toString());
            }
        }
    }

    /** The area's top directory. */
    Path root() {
        return finished.root();
    }

    /** Where claims on its files lie. */
    Path claims() {
        return root().resolve(".claims");
    }

    /** Whether something of an unfinished file of this name is stored. */
    boolean hasUnfinished(String name) {
        return partial.find(name).isPresent() || finishing.find(name).isPresent();
    }
}
