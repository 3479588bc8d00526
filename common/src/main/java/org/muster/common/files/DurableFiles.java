package org.muster.common.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The few file-system steps that make a change survive a power cut. All of them are thread-safe. */
public final class DurableFiles {
    private DurableFiles() {}

    /** Makes the entries of a directory durable: names created, renamed or removed in it. */
    public static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Creates a directory and its parents where they are missing, and makes the new entries durable. */
    public static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    /**
     * Gives a finished file its final name. The content must have been forced to disk before. When this returns, the file is
     * durable under its final name; when it throws, the file is visible whole or not at all.
     *
     * @param target on the same file system as {@code temporary}; a file of that name is replaced
     */
    public static void publish(Path temporary, Path target) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        createDirectories(directory);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(directory);
    }
}
