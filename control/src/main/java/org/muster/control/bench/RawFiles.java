package org.muster.control.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.muster.common.files.FanOut;

/**
 * What the disk itself can do with the files of uploads: written under one name, forced, renamed, the directory forced.
 * Nothing else, and no network.
 *
 * @param directory an upload directory, with the handler's own directories in it: ext4 without a journal looks for each new
 *     file past all that were removed in the last minutes from the same part of the disk, so in directories elsewhere, or in
 *     fewer of them, the same files take two to ten times as long
 */
record RawFiles(Path directory, byte[] content, boolean durable) {
    void write(int number) throws IOException {
        String path = FanOut.STANDARD.path("bench_" + number);
        Path unfinished = directory.resolve(".partial").resolve(path);
        Path finished = directory.resolve(path);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                rest.limit(Math.min(content.length, rest.position() + 64 * 1024));
                channel.write(rest);
                rest.limit(content.length);
            }
            if (durable) {
                channel.force(true);
            }
        }
        Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        if (durable) {
            try (FileChannel names = FileChannel.open(finished.getParent(), StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
