package org.muster.control.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.muster.control.UserErrorException;

/**
 * A directory {@code APP/VERSION/PLATFORM[__PLANCLASS]} with the files of one version, as BOINC projects lay it out below
 * {@code apps/}.
 *
 * @param path where it is
 * @param app name of the application
 * @param number 100 × major + minor: 105 for {@code 1.05}
 * @param platform name of the platform
 * @param planClass name of the plan class, empty for none
 */
public record VersionDirectory(Path path, String app, int number, String platform, String planClass) {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,6})(?:\\.([0-9]{1,2}))?");
    private static final int PARTS = 3;

    /**
     * The version directories in a directory: itself, or those below it, whether it is that of a version, an application
     * or {@code apps/}. A version directory is the first on the way down that holds a file.
     *
     * @throws UserErrorException when there is none, or one lies elsewhere
     */
    public static List<VersionDirectory> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new UserErrorException("there is no directory " + directory
                    + "; files of a version lie in apps/APP/VERSION/PLATFORM, for example"
                    + " apps/upper/1.00/x86_64-pc-linux-gnu");
        }
        List<VersionDirectory> found = new ArrayList<>();
        collect(directory.toRealPath(), found);
        if (found.isEmpty()) {
            throw new UserErrorException("there is no file in " + directory + " and the directories below it");
        }
        return List.copyOf(found);
    }

    /** {@code 1.05}. */
    public String version() {
        return String.format(Locale.ROOT, "%d.%02d", number / 100, number % 100);
    }

    @Override
    public String toString() {
        return app + " " + version() + " for " + platform + (planClass.isEmpty() ? "" : ", plan class " + planClass);
    }

    private static void collect(Path directory, List<VersionDirectory> found) throws IOException {
        List<Path> inside;
        try (Stream<Path> entries = Files.list(directory)) {
            inside = entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        if (inside.stream().anyMatch(Files::isRegularFile)) {
            found.add(of(directory));
            return;
        }
        for (Path below : inside) {
            if (Files.isDirectory(below)) {
                collect(below, found);
            }
        }
    }

    private static VersionDirectory of(Path path) {
        int names = path.getNameCount();
        Matcher number = names < PARTS
                ? NUMBER.matcher("")
                : NUMBER.matcher(path.getName(names - 2).toString());
        if (!number.matches()) {
            throw new UserErrorException(path + " holds files, but is no APP/VERSION/PLATFORM directory: a version is"
                    + " written 1.05, or as a whole number");
        }
        int major = Integer.parseInt(number.group(1));
        String minor = number.group(2);
        String[] platform = path.getName(names - 1).toString().split("__", 2);
        return new VersionDirectory(
                path,
                path.getName(names - PARTS).toString(),
                minor == null ? major : 100 * major + Integer.parseInt(minor),
                platform[0],
                platform.length == 1 ? "" : platform[1]);
    }
}
