package org.muster.filedeleter.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileNames;

/**
 * One area that is walked through.
 *
 * @param kind {@code uploads} or {@code downloads}
 * @param number its place in the configuration, from 0
 * @param root its top directory
 * @param all all areas of its kind, which say where a file belongs
 * @param wanted whom to ask
 * @param remove whether antiques are removed; else they are only reported
 */
record SweptArea(String kind, int number, Path root, FileAreas all, Wanted wanted, boolean remove) {

    private static final int LONGEST_LABEL = 190;

    static List<SweptArea> of(String kind, FileAreas all, Wanted wanted, boolean remove) {
        List<Path> roots = all.roots();
        return IntStream.range(0, roots.size())
                .mapToObj(i -> new SweptArea(kind, i, roots.get(i), all, wanted, remove))
                .toList();
    }

    /** What people and {@code sweep_finding} call it; the end of a very long path. */
    String label() {
        String path = root.toString();
        int most = LONGEST_LABEL - kind.length();
        return kind + " " + path.substring(Math.max(0, path.length() - most));
    }

    /** What {@code file_walk} calls it. */
    String walk() {
        return "antique-sweeper-" + kind + "-" + number;
    }

    /** Whether its directory is there; nothing is found, and nothing removed, where a disk is away. */
    boolean isThere() {
        return Files.isDirectory(root);
    }

    /** Whether files lie at its top. */
    boolean isFlat() {
        return all.places("x").stream().anyMatch(place -> root.equals(place.getParent()));
    }

    /** Whether this is a file of ours in its place. */
    boolean isOurs(FoundFile file) {
        return file.regular() && FileNames.isLegal(file.name()) && wanted.isOurs(file.name()) && isInItsPlace(file);
    }

    /** What lies beside a file (its digest, its compressed copy) has no directory of its own. */
    private boolean isInItsPlace(FoundFile file) {
        return WantedDownloads.meanings(file.name()).stream()
                .filter(FileNames::isLegal)
                .flatMap(name -> all.places(name).stream())
                .anyMatch(place -> file.path().getParent().equals(place.getParent()));
    }
}
