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
 * What the disk itself can do with the files of uploads: written under one name, forced, renamed into the fan-out, the
 * directory forced. Nothing else, and no network.
 */
record RawFiles(Path directory, byte[] content, boolean durable) {
    void prepare() throws IOException {
        for (int i = 0; i < FanOut.STANDARD.directories(); i++) {
            Files.createDirectories(directory.resolve(Integer.toHexString(i)));
        }
    }

    void write(int number) throws IOException {
        String name = "bench_" + number;
        Path unfinished = directory.resolve(name);
        Path finished = directory.resolve(FanOut.STANDARD.path(name));
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
