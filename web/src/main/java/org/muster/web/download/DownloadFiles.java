package org.muster.web.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.common.files.FileNames;

/**
 * Finds what a download address names. Input files lie in a hashed directory, application files at the top:
 *
 * <pre>
 * {directory}/{name}     input file, and its compressed twin {name}.gz
 * {name}                 file of an application version
 * </pre>
 *
 * <p>Only finished files are found: unfinished ones have hidden names, which are not legal ones. The address comes from
 * anybody, so it is never joined to a path before both parts have been checked, and a link that leads out of the area
 * is followed nowhere. Thread-safe.
 */
final class DownloadFiles {
    private static final Pattern HASHED_DIRECTORY = Pattern.compile("[0-9a-f]{1,7}");

    private final Path area;

    /** The files below the download directory, which need not exist yet. */
    DownloadFiles(Path area) {
        this.area = area;
    }

    /**
     * The finished file at an address.
     *
     * @param address what follows the download URL and its slash, decoded once
     * @return nothing when there is no such file, or none that may be sent
     */
    Optional<Path> find(String address) {
        int slash = address.indexOf('/');
        String directory = slash < 0 ? "" : address.substring(0, slash);
        String name = address.substring(slash + 1);
        if (slash >= 0 && !HASHED_DIRECTORY.matcher(directory).matches() || !FileNames.isLegal(name)) {
            return Optional.empty();
        }
        Path path = area.resolve(directory).resolve(name);
        return Files.isRegularFile(path) && isInside(path) ? Optional.of(path) : Optional.empty();
    }

    private boolean isInside(Path path) {
        try {
            return path.toRealPath().startsWith(area.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }
}
