package org.muster.control.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import org.muster.common.files.FileDigest;

/**
 * A line of the manifest: one file of the backup.
 *
 * @param tree the tree's name
 * @param path the file's path below the tree's root, with slashes
 * @param digest its MD5 and size
 * @param modified when its content was last changed
 * @param mode its permissions, for example {@code rw-r--r--}
 * @param copy where its copy is, below the backup's directory
 */
record FileLine(String tree, String path, FileDigest digest, Instant modified, String mode, String copy) {

    /** The order of manifests and of walks: by tree, then as directories are walked through. */
    static final Comparator<FileLine> ORDER =
            Comparator.comparing(FileLine::tree).thenComparing(FileLine::path, Comparator.comparing(FileLine::walkKey));

    /** Paths in the order of this key are in the order of a walk that takes the names of each directory in their order. */
    private static String walkKey(String path) {
        return path.replace('/', '\0');
    }

    /** Whether a path can stand in a line. */
    static boolean isWritable(String path) {
        return path.chars().noneMatch(c -> c < ' ') && !path.contains("\uFFFD");
    }

    String text() {
        return String.join(
                "\t", tree, path, digest.md5(), Long.toString(digest.size()), modified.toString(), mode, copy);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is none
     */
    static FileLine of(String text) {
        String[] parts = text.split("\t", -1);
        if (parts.length != 7) {
            throw new IllegalArgumentException("not a line of a manifest: " + text);
        }
        return new FileLine(
                parts[0],
                below(parts[1]),
                new FileDigest(parts[2], Long.parseLong(parts[3])),
                Instant.parse(parts[4]),
                parts[5],
                below(parts[6]));
    }

    /** A manifest may have been changed by others; nothing is ever written outside of a root. */
    private static String below(String path) {
        Path normal = Path.of(path).normalize();
        if (normal.isAbsolute() || normal.startsWith("..") || normal.toString().isEmpty()) {
            throw new IllegalArgumentException("the path " + path + " leads out of its directory");
        }
        return path;
    }
}
