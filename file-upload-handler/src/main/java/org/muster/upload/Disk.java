package org.muster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The few things that the handler does to a disk, in one place so that a test can record their order, or make any of them
 * fail. Implementations are thread-safe; an open file is not.
 */
interface Disk {
    /** An open file, locked against other processes until it is closed. */
    interface OpenFile extends AutoCloseable {
        long size() throws IOException;

        /** Writes all of the buffer at the position, over what is there. */
        void write(ByteBuffer data, long position) throws IOException;

        /** Cuts off what is beyond the size. */
        void truncate(long size) throws IOException;

        /** Forces content and size to disk. */
        void force() throws IOException;

        /** The content from the beginning; must not be closed. */
        InputStream content() throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Opens a file and locks it.
     *
     * @param create whether to create it where it is missing
     * @return empty when it is missing, or somebody else has it
     */
    Optional<OpenFile> open(Path file, boolean create) throws IOException;

    boolean exists(Path file);

    /** Creates a directory and its parents where they are missing. They are not durable by that. */
    void createDirectories(Path directory) throws IOException;

    /** Gives a file another name on the same file system, at once and whole. */
    void move(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** Makes the names in a directory durable. */
    void syncDirectory(Path directory) throws IOException;
}
