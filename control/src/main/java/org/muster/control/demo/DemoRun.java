package org.muster.control.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Which run of the demonstration a directory is at. A run that was killed is gone on with; after a finished one
 * the next begins, with a recording of its own.
 *
 * @param number 1 and up; also the seed of the generated noise
 * @param source the recording's file as the user named it, empty for the generated one
 */
record DemoRun(int number, String source) {
    private static final String FILE = "demo.properties";

    /** The run to go on with, or the next one. */
    static DemoRun next(Path directory, String source) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return new DemoRun(1, source);
        }
        Properties saved = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            saved.load(reader);
        }
        int number = Integer.parseInt(saved.getProperty("run", "1"));
        boolean unfinished = "false".equals(saved.getProperty("finished"))
                && saved.getProperty("source", "").equals(source);
        return new DemoRun(unfinished ? number : number + 1, source);
    }

    void save(Path directory, boolean finished) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("run", Integer.toString(number));
        properties.setProperty("source", source);
        properties.setProperty("finished", Boolean.toString(finished));
        Path part = directory.resolve(FILE + ".part");
        try (var writer = Files.newBufferedWriter(part)) {
            properties.store(writer, null);
        }
        Files.move(part, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The recording's name in the science database. */
    String recordingName() {
        String base = source.isEmpty()
                ? "demonstration"
                : Path.of(source).getFileName().toString();
        return base.replaceAll("[^A-Za-z0-9_-]", "_") + "-" + number;
    }
}
