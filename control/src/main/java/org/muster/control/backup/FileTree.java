package org.muster.control.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * Files that belong together: an area, the keys, the templates.
 *
 * @param name its name in the backup: letters, digits and hyphens
 * @param root its directory in the project
 * @param deep whether what lies in directories belongs to it
 */
record FileTree(String name, Path root, boolean deep) {

    FileTree {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * All finished files, relative to the root, in the order of {@link FileLine#ORDER}. Hidden names, which are those of
     * unfinished files, are left out, and so is what is neither a plain file nor a directory. Memory holds the names of one
     * directory of each level. A directory that is gone has no files; one that cannot be read is an error.
     */
    Iterator<Path> files() throws IOException {
        return new Walk(root, deep);
    }

    private static final class Walk implements Iterator<Path> {
        private final Path root;
        private final boolean deep;
        private final Deque<Iterator<Path>> open = new ArrayDeque<>();
        private Path next;

        Walk(Path root, boolean deep) throws IOException {
            this.root = root;
            this.deep = deep;
            open.push(entries(root).iterator());
            next = seek();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Path next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Path found = next;
            try {
                next = seek();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return found;
        }

        private Path seek() throws IOException {
            while (!open.isEmpty()) {
                if (!open.peek().hasNext()) {
                    open.pop();
                    continue;
                }
                Path path = open.peek().next();
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    return root.relativize(path);
                }
                if (deep && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    open.push(entries(path).iterator());
                }
            }
            return null;
        }

        private static List<Path> entries(Path directory) throws IOException {
            try (Stream<Path> entries = Files.list(directory)) {
                List<Path> visible = new ArrayList<>(
                        entries.filter(path -> !path.getFileName().toString().startsWith("."))
                                .toList());
                visible.sort((one, other) -> one.getFileName()
                        .toString()
                        .compareTo(other.getFileName().toString()));
                return visible;
            } catch (NoSuchFileException | NotDirectoryException gone) {
                return Collections.emptyList();
            } catch (FileSystemException e) {
                throw new IOException("cannot read the directory " + directory + ": " + e.getMessage(), e);
            }
        }
    }
}
