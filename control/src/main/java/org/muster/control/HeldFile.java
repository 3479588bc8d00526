package org.muster.control;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that one at a time holds, in this process or another, to keep others out of a place. The system lets go of it when
 * the process dies, however it dies; the file stays.
 */
public final class HeldFile implements AutoCloseable {
    private final FileChannel channel;

    private HeldFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Holds a file until it is closed.
     *
     * @param file made when it is missing; its directory must be there
     * @param refusal what to say when somebody else holds it
     * @throws UserErrorException when somebody else holds it
     */
    public static HeldFile hold(Path file, String refusal) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new HeldFile(channel);
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Said below.
        }
        channel.close();
        throw new UserErrorException(refusal);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
