package org.muster.web.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.common.files.FileAreas;

/**
 * Finds what a download address names, in whichever area it lies.
 *
 * <p>The directories of an address are a hint: the file is looked for there first, and then where its name says. So an
 * address stays good when the layout of the areas is changed. A compressed twin ({@code NAME.gz}) and a record
 * ({@code NAME.md5}) lie beside their file.
 *
 * <p>Only finished files are found: unfinished ones have hidden names, which are not legal ones. The address comes from
 * anybody, so it is never joined to a path before all its parts have been checked, and a link that leads out of the
 * areas is followed nowhere. Thread-safe.
 */
final class DownloadFiles {
    /** What a finished file's address comes to. */
    sealed interface Found {}

    /** A finished file. */
    record Present(Path path) implements Found {}

    /** There is no such file, or none that may be sent. */
    record Absent() implements Found {}

    /** It may be on a device that is not there at the moment. */
    record Away(String why) implements Found {}

    private final FileAreas areas;

    /** The files of areas, whose directories need not exist yet. */
    DownloadFiles(FileAreas areas) {
        this.areas = areas;
    }

    /** The finished file at an address. */
    Found find(DownloadAddress address) {
        Optional<Path> path = look(address).filter(this::isInside);
        if (path.isPresent()) {
            return new Present(path.get());
        }
        // On the device of such an area it may well be, and 404 would fail every task that needs it.
        if (!areas.away().isEmpty()) {
            return new Away("a file area is not there");
        }
        // A client that is told of a compressed twin has no other address; 404 would fail its task.
        boolean twinIsMissing = address.isTwin() && areas.find(address.owner()).isPresent();
        return twinIsMissing ? new Away(address.name() + " is missing beside " + address.owner()) : new Absent();
    }

    private Optional<Path> look(DownloadAddress address) {
        return areas.roots().stream()
                .map(root -> root.resolve(address.path()))
                .filter(Files::isRegularFile)
                .findFirst()
                .or(() -> lookByName(address))
                // It may have moved from a place not yet looked at to one already looked at.
                .or(() -> lookByName(address));
    }

    private Optional<Path> lookByName(DownloadAddress address) {
        Stream<Path> own = areas.places(address.name()).stream();
        Stream<Path> besideItsFile =
                areas.places(address.owner()).stream().map(owner -> owner.resolveSibling(address.name()));
        return Stream.concat(own, besideItsFile).filter(Files::isRegularFile).findFirst();
    }

    /** The path below its area, for people. */
    String shortly(Path path) {
        return areas.roots().stream()
                .filter(path::startsWith)
                .findFirst()
                .map(root -> root.relativize(path).toString())
                .orElse(path.getFileName().toString());
    }

    private boolean isInside(Path path) {
        boolean plain = areas.roots().stream().filter(path::startsWith).anyMatch(root -> hasNoLinkBelow(root, path));
        return plain || leadsInside(path);
    }

    /** Then the path is where it says, and need not be followed from the top of the file system. */
    private static boolean hasNoLinkBelow(Path root, Path path) {
        for (Path part = path; part != null && !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                return false;
            }
        }
        return true;
    }

    private boolean leadsInside(Path path) {
        try {
            Path real = path.toRealPath();
            for (Path root : areas.roots()) {
                if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException gone) {
            // Whoever opens it finds that out, and looks again.
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
