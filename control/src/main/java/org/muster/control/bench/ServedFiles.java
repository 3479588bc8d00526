package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * The files of a download benchmark: one for each size, of random bytes, small enough to stay in memory.
 *
 * @param root the directory that servers serve
 */
record ServedFiles(Path root) {
    /** A file as an application's main program. */
    static final ServedFile LARGE = new ServedFile("large", 64 << 20);
    /** A file as a piece of a recording. */
    static final ServedFile SMALL = new ServedFile("small", 256 << 10);

    /**
     * One file.
     *
     * @param name its address
     * @param bytes its size
     */
    record ServedFile(String name, int bytes) {}

    /** Writes them. */
    static ServedFiles write(Path root) throws IOException {
        Files.createDirectories(root);
        for (ServedFile file : new ServedFile[] {LARGE, SMALL}) {
            byte[] content = new byte[file.bytes()];
            new Random(file.bytes()).nextBytes(content);
            Files.write(root.resolve(file.name()), content);
        }
        return new ServedFiles(root);
    }
}
