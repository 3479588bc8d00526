package org.muster.common.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of stored files, spread by a fan-out: the download area or the upload area. Hidden names (those that begin
 * with a dot) hold unfinished files and are never listed or found. Thread-safe; holds no state of its own.
 *
 * @param root the area's top directory
 * @param fanOut how its files are spread below it
 */
public record FileArea(Path root, FanOut fanOut) {
    private static final Logger LOG = LoggerFactory.getLogger(FileArea.class);

    public FileArea {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Where the file of this name lies or would lie; its directory need not exist.
     *
     * @throws IllegalFileNameException when the name is not legal; no path outside the area is ever returned
     */
    public Path resolve(String name) {
        FileNames.requireLegal(name);
        Path path = root.resolve(fanOut.path(name));
        if (!path.normalize().startsWith(root)) {
            throw new IllegalFileNameException("File name '" + name + "' leads out of the file area");
        }
        return path;
    }

    /** The file of this name, if it is there; an illegal name names no file. */
    public Optional<Path> find(String name) {
        return FileNames.isLegal(name) ? Optional.of(resolve(name)).filter(Files::isRegularFile) : Optional.empty();
    }

    /** Stores the content under the name, whole; see {@link WholeFile#write(Path, WholeFile.Content)}. */
    public FileDigest write(String name, WholeFile.Content content) throws IOException {
        return WholeFile.write(resolve(name), content);
    }

    /** Removes the file of this name. A name that is not legal names no file, so there is nothing to delete. */
    public Deletion delete(String name) {
        if (!FileNames.isLegal(name)) {
            LOG.warn("Asked to delete a file with an illegal name; there can be none");
            return Deletion.ALREADY_GONE;
        }
        Path path = resolve(name);
        try {
            return Files.deleteIfExists(path) ? Deletion.DELETED : Deletion.ALREADY_GONE;
        } catch (IOException e) {
            if (e instanceof NotDirectoryException) {
                return Deletion.ALREADY_GONE;
            }
            LOG.warn("Cannot delete {}: {}. Check who owns it and whether its disk is writable", path, e.toString());
            return Deletion.FAILED;
        }
    }

    /** All finished files of the area, in no order; none when the area does not exist yet. */
    public List<StoredFile> list() throws IOException {
        List<StoredFile> found = new ArrayList<>();
        walk((path, attributes) -> {
            String name = path.getFileName().toString();
            if (!name.startsWith(".")) {
                found.add(new StoredFile(
                        name,
                        path,
                        attributes.size(),
                        attributes.lastModifiedTime().toInstant()));
            }
        });
        return found;
    }

    /**
     * Removes what writers that died left behind: hidden files of {@link WholeFile} not touched since then.
     *
     * @return how many were removed
     */
    public int sweepAbandoned(Instant untouchedSince) throws IOException {
        List<Path> abandoned = new ArrayList<>();
        walk((path, attributes) -> {
            if (path.getFileName().toString().startsWith(WholeFile.TEMPORARY_PREFIX)
                    && attributes.lastModifiedTime().toInstant().isBefore(untouchedSince)) {
                abandoned.add(path);
            }
        });
        for (Path path : abandoned) {
            Files.deleteIfExists(path);
        }
        return abandoned.size();
    }

    private void walk(BiConsumer<Path, BasicFileAttributes> visit) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean hidden = !directory.equals(root)
                        && directory.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    visit.accept(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
