package org.muster.filedeleter.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.muster.common.files.FileAreas;

/** Looks whether the input files of workunits are there and have the size that the workunits record. Thread-safe. */
final class MissingInputs {

    private final FileAreas downloads;

    MissingInputs(FileAreas downloads) {
        this.downloads = downloads;
    }

    /**
     * The workunits that cannot be sent, with the reason.
     *
     * @param sizes by workunit id: recorded sizes of its input files by name
     * @throws IOException when an area is away or cannot be read, so that nothing can be said
     */
    Map<Long, String> among(Map<Long, Map<String, OptionalLong>> sizes) throws IOException {
        downloads.requireAll();
        Map<Long, String> missing = new LinkedHashMap<>();
        for (Map.Entry<Long, Map<String, OptionalLong>> workunit : sizes.entrySet()) {
            StringJoiner reasons = new StringJoiner("; ").setEmptyValue("");
            for (Map.Entry<String, OptionalLong> file : workunit.getValue().entrySet()) {
                reasonAgainst(file.getKey(), file.getValue()).ifPresent(reasons::add);
            }
            if (!reasons.toString().isEmpty()) {
                missing.put(
                        workunit.getKey(),
                        reasons + ". Its unsent results are held back; put the file back and they go on by themselves,"
                                + " or cancel the workunit");
            }
        }
        return missing;
    }

    private Optional<String> reasonAgainst(String name, OptionalLong recorded) throws IOException {
        Optional<Path> path = downloads.find(name);
        if (path.isEmpty()) {
            return Optional.of("the input file " + name + " is not in the download area");
        }
        try {
            long size = Files.size(path.get());
            if (recorded.isPresent() ? recorded.getAsLong() == size : size > 0) {
                return Optional.empty();
            }
            return Optional.of("the input file " + path.get() + " has " + size + " bytes"
                    + (recorded.isPresent() ? ", " + recorded.getAsLong() + " are recorded" : ""));
        } catch (NoSuchFileException moved) {
            return reasonAgainstMoved(name);
        }
    }

    /** A file that is being moved to another area is found at the second look. */
    private Optional<String> reasonAgainstMoved(String name) {
        return downloads.find(name).isPresent()
                ? Optional.empty()
                : Optional.of("the input file " + name + " is not in the download area");
    }
}
