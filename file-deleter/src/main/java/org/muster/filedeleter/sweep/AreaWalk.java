package org.muster.filedeleter.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Walks through the hashed directories of an area in a fixed order and gives the paths in them piece by piece. Holds the
 * names of directories, and of a directory's files no more than one piece, however many there are. Hidden names, and
 * directories that are not of the fan-out, are passed over. Not thread-safe.
 */
final class AreaWalk implements Closeable {

    private static final Pattern HASHED = Pattern.compile("[0-9a-f]{1,7}");

    private final Path root;
    private final String[] from;
    private final int most;
    private final Deque<Path> ahead = new ArrayDeque<>();
    private Optional<DirectoryStream<Path>> open = Optional.empty();
    private Iterator<Path> entries = List.<Path>of().iterator();

    /**
     * A piece of a directory.
     *
     * @param directory relative to the area, empty for its top
     * @param paths what is in it, directories too
     * @param last true when nothing of the directory is left
     */
    record Piece(String directory, List<Path> paths, boolean last) {}

    /**
     * Begins a walk.
     *
     * @param flat whether files lie at the area's top
     * @param position the directory to begin with, empty for the first one; it need not exist any more
     * @param most paths in a piece
     */
    AreaWalk(Path root, boolean flat, String position, int most) throws IOException {
        this.root = root;
        this.from = position.isEmpty() ? new String[0] : position.split("/");
        this.most = most;
        if (flat) {
            ahead.add(root);
        } else {
            ahead.addAll(below(root));
        }
    }

    /** The next piece; empty at the end of the area. A directory that is empty gives a piece without paths. */
    Optional<Piece> next() throws IOException {
        if (open.isEmpty() && !enterNext()) {
            return Optional.empty();
        }
        Path directory = ahead.peek();
        List<Path> paths = new ArrayList<>();
        while (paths.size() < most && entries.hasNext()) {
            Path path = entries.next();
            if (!path.getFileName().toString().startsWith(".")) {
                paths.add(path);
            }
        }
        boolean last = !entries.hasNext();
        if (last) {
            leave();
        }
        return Optional.of(new Piece(root.relativize(directory).toString(), paths, last));
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
            open = Optional.empty();
        }
    }

    private boolean enterNext() throws IOException {
        while (!ahead.isEmpty()) {
            Path directory = ahead.peek();
            if (!isBefore(directory)) {
                try {
                    open = Optional.of(Files.newDirectoryStream(directory));
                    entries = open.get().iterator();
                    return true;
                } catch (NoSuchFileException | NotDirectoryException gone) {
                    ahead.pop();
                    continue;
                }
            }
            descend();
        }
        return false;
    }

    private void leave() throws IOException {
        close();
        descend();
    }

    private void descend() throws IOException {
        Path directory = ahead.pop();
        if (!directory.equals(root)) {
            below(directory).reversed().forEach(ahead::push);
        }
    }

    /** Whether the directory comes before the position; what lies below it may not. */
    private boolean isBefore(Path directory) {
        String[] place = root.relativize(directory).toString().split("/");
        return Arrays.compare(place, from) < 0;
    }

    private static List<Path> below(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(
                directory,
                path -> HASHED.matcher(path.getFileName().toString()).matches() && Files.isDirectory(path))) {
            directories.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        }
        found.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return found;
    }
}
