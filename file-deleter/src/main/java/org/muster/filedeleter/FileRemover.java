package org.muster.filedeleter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.muster.common.files.Deletion;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files from the areas of one kind together with what belongs to them: directory by directory, so that the file
 * system changes each of them once, and several directories at once. Thread-safe.
 */
final class FileRemover {

    /** How often whoever waits for the end is told that it is not reached. */
    static final Duration STILL_AT_IT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(FileRemover.class);

    private final FileAreas areas;
    private final Companions companions;
    private final int atOnce;
    private final Throttle throttle;

    /**
     * Sets up a remover.
     *
     * @param companions what goes with a file
     * @param atOnce directories worked on at the same time, 1 and up
     * @param throttle how fast files may go
     */
    FileRemover(FileAreas areas, Companions companions, int atOnce, Throttle throttle) {
        this.areas = areas;
        this.companions = companions;
        this.atOnce = atOnce;
        this.throttle = throttle;
    }

    /**
     * Tries to remove each file.
     *
     * @param stillAtIt run every few seconds until the end
     * @return what became of each name
     * @throws IOException if a whole area is away, so that nothing can be said about its files
     */
    Map<String, Deletion> remove(Collection<String> names, Runnable stillAtIt)
            throws IOException, InterruptedException {
        areas.requireAll();
        Map<String, Deletion> deletions = new ConcurrentHashMap<>();
        Collection<TreeSet<String>> directories = names.stream()
                .collect(groupingBy(this::directory, TreeMap::new, toCollection(TreeSet::new)))
                .values();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            directories.forEach(together ->
                    threads.execute(() -> together.forEach(name -> deletions.put(name, remove(name)))));
            threads.shutdown();
            while (!threads.awaitTermination(STILL_AT_IT.toMillis(), TimeUnit.MILLISECONDS)) {
                stillAtIt.run();
            }
        }
        // A thread that died of something unheard of must not look like files that are gone.
        names.forEach(name -> deletions.putIfAbsent(name, Deletion.FAILED));
        return deletions;
    }

    private String directory(String name) {
        return FileNames.isLegal(name)
                ? areas.places(name).getFirst().getParent().toString()
                : "";
    }

    private Deletion remove(String name) {
        if (!FileNames.isLegal(name)) {
            LOG.warn("Asked to delete a file with an illegal name; there can be none");
            return Deletion.ALREADY_GONE;
        }
        throttle.pass();
        boolean removed = false;
        boolean failed = false;
        List<Path> places = areas.places(name);
        for (int round = 0; round < areas.deletionRounds(); round++) {
            for (Path place : places) {
                for (Path path : Stream.concat(companions.of(areas, place), Stream.of(place))
                        .toList()) {
                    Deletion deletion = removePath(path);
                    failed |= deletion == Deletion.FAILED;
                    removed |= deletion == Deletion.DELETED && path.equals(place);
                }
            }
        }
        if (failed) {
            return Deletion.FAILED;
        }
        return removed ? Deletion.DELETED : Deletion.ALREADY_GONE;
    }

    private static Deletion removePath(Path path) {
        try {
            return Files.deleteIfExists(path) ? Deletion.DELETED : Deletion.ALREADY_GONE;
        } catch (NotDirectoryException gone) {
            return Deletion.ALREADY_GONE;
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}. Check who owns it and whether its disk is writable", path, e.toString());
            return Deletion.FAILED;
        }
    }
}
