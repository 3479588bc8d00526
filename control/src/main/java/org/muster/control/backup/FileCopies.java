package org.muster.control.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.muster.common.files.DurableFiles;

/**
 * Takes files into the pool and writes the manifest. What a former manifest has with the same size and time, and the pool
 * with the same size, is not read again. The walk and the manifest are in the same order, so memory holds a piece of each
 * however many files there are. Not thread-safe.
 */
final class FileCopies {
    private static final int PIECE = 256;
    private static final int AT_ONCE = 8;
    private static final int MOST_NAMES = 20;

    private final FilePool pool;
    private final Path directory;
    private long files;
    private long bytes;
    private long copied;
    private long copiedBytes;
    private final List<String> passedOver = new ArrayList<>();

    FileCopies(Path directory) {
        this.pool = new FilePool(directory);
        this.directory = directory;
    }

    /**
     * Takes all files of some trees.
     *
     * @param trees by name
     * @param former what is known of them
     * @param keepGone whether files of the former manifest that are gone now stay in the new one
     */
    void take(List<FileTree> trees, Manifest.Reader former, boolean keepGone, Manifest.Writer out) throws IOException {
        files = 0;
        bytes = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (FileTree tree : trees) {
                Iterator<Path> walk = tree.files();
                while (walk.hasNext()) {
                    List<Path> piece = new ArrayList<>();
                    while (walk.hasNext() && piece.size() < PIECE) {
                        Path next = walk.next();
                        if (isTaken(tree, next)) {
                            piece.add(next);
                        }
                    }
                    piece(tree, piece, former, keepGone, out, workers);
                }
            }
            for (Optional<FileLine> rest = former.take(); rest.isPresent(); rest = former.take()) {
                gone(rest.get(), keepGone, out);
            }
        }
    }

    private boolean isTaken(FileTree tree, Path file) {
        if (!tree.deep() && !ProjectTrees.isText(file)) {
            return false;
        }
        if (!FileLine.isWritable(file.toString())) {
            if (passedOver.size() < MOST_NAMES) {
                passedOver.add(tree.name() + ": " + file.toString().replaceAll("[^ -~]", "?"));
            }
            return false;
        }
        return true;
    }

    private void piece(
            FileTree tree,
            List<Path> piece,
            Manifest.Reader former,
            boolean keepGone,
            Manifest.Writer out,
            ExecutorService workers)
            throws IOException {
        List<Future<Optional<FilePool.Stored>>> stored = new ArrayList<>();
        List<FileLine> goneBefore = new ArrayList<>();
        List<Integer> goneCounts = new ArrayList<>();
        for (Path file : piece) {
            Optional<FileLine> known = known(tree, file, former, goneBefore);
            goneCounts.add(goneBefore.size());
            stored.add(workers.submit(() -> store(tree, file, known)));
        }
        Set<Path> changed = new HashSet<>();
        List<FilePool.Stored> done = new ArrayList<>();
        int gone = 0;
        for (int i = 0; i < stored.size(); i++) {
            for (; gone < goneCounts.get(i); gone++) {
                gone(goneBefore.get(gone), keepGone, out);
            }
            Optional<FilePool.Stored> one = result(stored.get(i));
            if (one.isPresent()) {
                done.add(one.get());
                count(one.get(), changed);
                out.write(one.get().line());
            }
        }
        for (Path parent : changed) {
            DurableFiles.syncDirectory(parent);
        }
    }

    private void count(FilePool.Stored stored, Set<Path> changed) {
        files++;
        bytes += stored.line().digest().size();
        if (stored.isNew()) {
            copied++;
            copiedBytes += stored.line().digest().size();
            changed.add(directory.resolve(stored.line().copy()).getParent());
        }
    }

    private void gone(FileLine line, boolean keep, Manifest.Writer out) throws IOException {
        if (keep) {
            files++;
            bytes += line.digest().size();
            out.write(line);
        }
    }

    /** What the former manifest says of a file; what it says of files that are gone is collected on the way. */
    private static Optional<FileLine> known(FileTree tree, Path file, Manifest.Reader former, List<FileLine> goneBefore)
            throws IOException {
        FileLine here = new FileLine(tree.name(), file.toString(), null, null, null, null);
        while (former.peek().isPresent()) {
            int order = FileLine.ORDER.compare(former.peek().get(), here);
            if (order > 0) {
                return Optional.empty();
            }
            FileLine line = former.take().orElseThrow();
            if (order == 0) {
                return Optional.of(line);
            }
            goneBefore.add(line);
        }
        return Optional.empty();
    }

    private Optional<FilePool.Stored> store(FileTree tree, Path file, Optional<FileLine> known) throws IOException {
        if (known.isPresent() && isSame(tree.root().resolve(file), known.get())) {
            return Optional.of(new FilePool.Stored(known.get(), false));
        }
        Optional<FilePool.Stored> stored = pool.store(tree, file);
        // It was there when the former manifest was written, so it was there before the snapshot that follows.
        return stored.isPresent() ? stored : known.map(line -> new FilePool.Stored(line, false));
    }

    private boolean isSame(Path file, FileLine known) throws IOException {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return seen.size() == known.digest().size()
                    && seen.lastModifiedTime().toInstant().equals(known.modified())
                    && pool.sizeOf(Path.of(known.copy())) == seen.size();
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static Optional<FilePool.Stored> result(Future<Optional<FilePool.Stored>> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What has come together so far. */
    BackupRecord.FilesRecord record(String manifestMd5) {
        return new BackupRecord.FilesRecord(files, bytes, copied, copiedBytes, manifestMd5, List.copyOf(passedOver));
    }
}
