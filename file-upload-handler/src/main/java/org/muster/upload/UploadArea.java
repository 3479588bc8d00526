package org.muster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;

/**
 * Where uploads lie. Finished files are in the fan-out, where the validator and the assimilator look for them; what is not
 * finished lies beside it under hidden directories on the same file system:
 *
 * <ul>
 *   <li>{@code .partial}: files of which bytes are still missing,
 *   <li>{@code .finishing}: files whose last bytes are being written, checked and forced to disk.
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
 */
record UploadArea(FileArea finished, FileArea partial, FileArea finishing) {
    static UploadArea at(Path uploadDirectory, FanOut fanOut) {
        return new UploadArea(
                new FileArea(uploadDirectory, fanOut),
                new FileArea(uploadDirectory.resolve(".partial"), fanOut),
                new FileArea(uploadDirectory.resolve(".finishing"), fanOut));
    }

    /** Size of the finished file of this name in bytes, if there is one. */
    OptionalLong finishedSize(String name) throws IOException {
        Optional<Path> file = finished.find(name);
        return file.isPresent() ? OptionalLong.of(Files.size(file.get())) : OptionalLong.empty();
    }

    /** Whether something of an unfinished file of this name is stored. */
    boolean hasUnfinished(String name) {
        return partial.find(name).isPresent() || finishing.find(name).isPresent();
    }
}
