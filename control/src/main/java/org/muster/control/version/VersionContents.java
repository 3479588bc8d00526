package org.muster.control.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.common.files.FileNames;
import org.muster.common.files.IllegalFileNameException;
import org.muster.control.UserErrorException;

/**
 * What a version directory holds: its files, and what {@code version.xml} says of them. A single file needs no
 * {@code version.xml}: it is the main program.
 *
 * @param files in the order of {@code version.xml}, then by name
 * @param description what {@code version.xml} says of the whole version
 */
record VersionContents(List<VersionFile> files, VersionDescription description) {
    private static final String DESCRIPTION = "version.xml";
    static final String SIGNATURE = ".sig";

    /**
     * Reads a version directory.
     *
     * @throws UserErrorException when no version can be made of it; the message says what to do
     */
    static VersionContents read(Path directory) throws IOException {
        Map<String, Path> present = files(directory);
        Path xml = directory.resolve(DESCRIPTION);
        VersionDescription description =
                Files.exists(xml) ? VersionDescription.read(xml) : VersionDescription.ofSingleFile(present.keySet());
        Set<String> names = new TreeSet<>(present.keySet());
        Map<String, VersionFile> files = new LinkedHashMap<>();
        for (VersionDescription.Entry entry : description.entries()) {
            if (!names.remove(entry.name())) {
                throw new UserErrorException(xml + " names the file " + entry.name() + ", which "
                        + (files.containsKey(entry.name()) ? "it names twice" : "is not there"));
            }
            files.put(entry.name(), file(present.get(entry.name()), entry));
        }
        for (String name : names) {
            files.put(name, file(present.get(name), VersionDescription.Entry.of(name)));
        }
        return checked(directory, List.copyOf(files.values()), description);
    }

    /** Whether a file of this name is part of the version: not hidden, no description and no signature. */
    static boolean isContent(String name) {
        return !name.startsWith(".") && !name.equals(DESCRIPTION) && !name.endsWith(SIGNATURE);
    }

    VersionFile mainProgram() {
        return files.stream().filter(VersionFile::mainProgram).findFirst().orElseThrow();
    }

    private static VersionContents checked(Path directory, List<VersionFile> files, VersionDescription description)
            throws IOException {
        long programs = files.stream().filter(VersionFile::mainProgram).count();
        if (programs != 1) {
            throw new UserErrorException(directory + " has " + programs + " main programs; mark exactly one in "
                    + DESCRIPTION + ": <version><file><physical_name>"
                    + files.getFirst().name()
                    + "</physical_name><main_program/></file></version>");
        }
        for (VersionFile file : files) {
            if (Files.size(file.path()) == 0) {
                throw new UserErrorException(file.path() + " is empty; clients refuse empty files");
            }
        }
        return new VersionContents(files, description);
    }

    private static VersionFile file(Path path, VersionDescription.Entry entry) throws IOException {
        try {
            FileNames.requireLegal(entry.name());
        } catch (IllegalFileNameException illegal) {
            throw new UserErrorException(path + ": " + illegal.getMessage());
        }
        return new VersionFile(
                path,
                entry.name(),
                entry.logicalName(),
                entry.mainProgram(),
                entry.copied(),
                entry.mainProgram() || isExecutable(path),
                entry.gzip(),
                entry.urls());
    }

    private static boolean isExecutable(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return permissions.contains(PosixFilePermission.GROUP_EXECUTE)
                || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
    }

    private static Map<String, Path> files(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile)
                    .filter(path -> isContent(path.getFileName().toString()))
                    .collect(Collectors.toMap(path -> path.getFileName().toString(), path -> path));
        }
    }
}
