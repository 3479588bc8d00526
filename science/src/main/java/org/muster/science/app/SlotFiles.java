package org.muster.science.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The files of a slot directory. The client puts a file there under its logical name as a copy, as a symbolic link, or
 * as a small file that says {@code <soft_link>path</soft_link>}, with the path relative to the slot directory.
 */
record SlotFiles(Path directory) {
    private static final int LONGEST_LINK = 512;

    /** The file that a logical name stands for; the name itself where there is no link. */
    Path resolve(String logicalName) throws IOException {
        Path path = directory.resolve(logicalName);
        if (!Files.isRegularFile(path) || Files.isSymbolicLink(path)) {
            return path;
        }
        try (InputStream in = Files.newInputStream(path)) {
            String start = new String(in.readNBytes(LONGEST_LINK), ISO_8859_1);
            return Tags.first(start.lines().findFirst().orElse(""), "soft_link")
                    .map(directory::resolve)
                    .orElse(path);
        }
    }

    /** The content of a small file, if it is there. */
    Optional<String> text(String name) throws IOException {
        Path path = directory.resolve(name);
        return Files.isRegularFile(path) ? Optional.of(Files.readString(path, ISO_8859_1)) : Optional.empty();
    }

    /** Writes a file so that it is there whole or not at all, wherever its name leads. */
    void write(String logicalName, byte[] content) throws IOException {
        writeWhole(resolve(logicalName), directory.resolve(logicalName + ".part"), content);
    }

    /** Writes {@code part}, makes it durable, and renames it to {@code target}. */
    static void writeWhole(Path target, Path part, byte[] content) throws IOException {
        Files.write(part, content);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // The project's directory is on another file system: the finish file, which comes later, says it is whole.
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
