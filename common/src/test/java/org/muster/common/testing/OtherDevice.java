package org.muster.common.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.common.embedded.Trees;

/**
 * A directory on another device than a given one, so that links and renames between the two fail as they do between two
 * disks: in the memory that Linux mounts at {@code /dev/shm}. Where that is not to be had, it is a directory beside.
 *
 * @param directory empty; removed with all that is in it when this is closed
 */
public record OtherDevice(Path directory) implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Another device than that of this directory, which must be there. */
    public static OtherDevice than(Path here) throws IOException {
        boolean isOther =
                Files.isWritable(MEMORY) && !Files.getFileStore(MEMORY).equals(Files.getFileStore(here));
        return new OtherDevice(
                isOther
                        ? Files.createTempDirectory(MEMORY, "muster-test-")
                        : Files.createTempDirectory(here, "other-device-"));
    }

    @Override
    public void close() throws IOException {
        Trees.delete(directory);
    }
}
