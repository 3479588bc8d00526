package org.muster.common.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The project's output templates, read when first needed and again when their file changes. Used by one thread.
 */
public final class OutputTemplates {

    /** What became of reading a template. */
    public sealed interface Reading {
        /** It can be used. */
        record Usable(OutputTemplate template) implements Reading {}

        /** It cannot; the reason names the file and says what to do. */
        record Broken(String reason) implements Reading {}
    }

    private record Version(FileTime changed, long size) {}

    private record Known(Version version, Reading reading) {}

    private final Path directory;
    private final Map<String, Known> known = new HashMap<>();

    /** Templates below a directory. */
    public OutputTemplates(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** The templates of these names, from memory where their files are as they were. */
    public Map<String, Reading> read(Collection<String> names) {
        Map<String, Reading> readings = new HashMap<>();
        for (String name : names) {
            readings.computeIfAbsent(name, this::read);
        }
        return readings;
    }

    private Reading read(String name) {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory) || file.equals(directory)) {
            return new Reading.Broken("result_template_file '" + name + "' is no path below " + directory);
        }
        try {
            Version version = new Version(Files.getLastModifiedTime(file), Files.size(file));
            Known before = known.get(name);
            if (before == null || !before.version().equals(version)) {
                before = new Known(version, parse(file));
                known.put(name, before);
            }
            return before.reading();
        } catch (IOException e) {
            known.remove(name);
            return new Reading.Broken("cannot read the output template " + file + " (" + e + "); put it back,"
                    + " it is needed as long as there are workunits made with it");
        }
    }

    private static Reading parse(Path file) throws IOException {
        try {
            return new Reading.Usable(OutputTemplate.parse(Files.readString(file)));
        } catch (MalformedTemplateException e) {
            return new Reading.Broken(file + ": " + e.getMessage());
        }
    }
}
