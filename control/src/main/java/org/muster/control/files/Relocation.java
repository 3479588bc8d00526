package org.muster.control.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.muster.common.config.FilesConfig;
import org.muster.common.files.DurableFiles;
import org.muster.common.files.FileAreas;
import org.muster.common.files.FileMove;
import org.muster.common.files.FileMove.Appearance;
import org.muster.common.files.MoveLock;
import org.muster.common.store.Database;

/**
 * Moves the files of selected workunits between areas while everything runs: some hundred workunits at a time, all their
 * files to the new places, the directories there forced to disk, the files away from the old places. What has been done is
 * seen from where the files lie, so it can be killed and done again. Not thread-safe.
 */
public final class Relocation {
    private static final List<String> BESIDE = List.of("", ".gz", ".md5");

    /** The areas of one kind, and the way of their files. */
    private record Haul(String kind, FileAreas areas, Route route) {}

    /**
     * How fast.
     *
     * @param filesAtOnce copied at the same time, at least 1
     * @param filesPerSecond most files in a second, 0 for no limit
     */
    public record Speed(int filesAtOnce, int filesPerSecond) {}

    /**
     * What became of the files.
     *
     * @param moved files that are at their new place now
     * @param left files that stay because another one has their place, or because they are not what was recorded
     */
    public record Moved(long moved, long left) {
        Moved plus(Moved other) {
            return new Moved(moved + other.moved, left + other.left);
        }
    }

    private final List<Haul> hauls;
    private final SelectedFiles selected;

    private Relocation(List<Haul> hauls, SelectedFiles selected) {
        this.hauls = hauls;
        this.selected = selected;
    }

    /**
     * To an area: the download area and the upload area of this name, or the one of this directory.
     *
     * @throws IllegalArgumentException when there is no such area, or nothing is selected
     */
    public static Relocation into(FilesConfig files, Database work, WorkunitSelection selection, String area) {
        return new Relocation(
                NamedAreas.of(files, area).stream()
                        .map(named -> new Haul(named.kind(), named.areas(), Route.into(named.areas(), named.member())))
                        .toList(),
                new SelectedFiles(work, selection));
    }

    /**
     * Out of such an area, to where new files go.
     *
     * @throws IllegalArgumentException when there is no such area, or nothing is selected
     */
    public static Relocation outOf(FilesConfig files, Database work, WorkunitSelection selection, String area) {
        return new Relocation(
                NamedAreas.of(files, area).stream()
                        .map(named -> new Haul(named.kind(), named.areas(), Route.outOf(named.areas(), named.member())))
                        .toList(),
                new SelectedFiles(work, selection));
    }

    /**
     * What there is to move; moves nothing.
     *
     * @throws IOException when an area is away
     */
    public Freight freight() throws IOException {
        requireAreas();
        Freight freight = new Freight();
        for (Optional<SelectedFiles.Piece> piece = selected.after(0);
                piece.isPresent();
                piece = selected.after(piece.get().last())) {
            freight.addWorkunits(piece.get().workunits());
            for (Haul haul : hauls) {
                for (Route.Step step : steps(haul, piece.get())) {
                    freight.add(new Freight.Between(haul.kind(), step.fromRoot(), step.toRoot()), bytes(step.from()));
                }
            }
        }
        return freight;
    }

    /**
     * Moves everything.
     *
     * @param freight what {@link #freight} said
     * @throws IOException when it does not fit, another command moves files of these areas, or a disk fails; what has been
     *     moved stays so, and the same again goes on
     */
    public Moved move(Freight freight, Speed speed) throws IOException, InterruptedException {
        freight.requireRoom();
        List<Path> roots =
                hauls.stream().flatMap(haul -> haul.areas().roots().stream()).toList();
        Moved all = new Moved(0, 0);
        try (MoveLock lock = MoveLock.of(roots);
                ExecutorService threads = Executors.newFixedThreadPool(speed.filesAtOnce())) {
            for (Optional<SelectedFiles.Piece> piece = selected.after(0);
                    piece.isPresent();
                    piece = selected.after(piece.get().last())) {
                for (Haul haul : hauls) {
                    clearAway(haul, piece.get());
                    Moved moved = move(steps(haul, piece.get()), threads);
                    all = all.plus(moved);
                    if (speed.filesPerSecond() > 0) {
                        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(moved.moved()) / speed.filesPerSecond());
                    }
                }
            }
        }
        return all;
    }

    private void requireAreas() throws IOException {
        for (Haul haul : hauls) {
            haul.areas().requireAll();
        }
    }

    private static List<Route.Step> steps(Haul haul, SelectedFiles.Piece piece) throws IOException {
        List<Route.Step> steps = new ArrayList<>();
        for (String name : names(haul, piece)) {
            steps.addAll(haul.route().of(name));
        }
        return steps;
    }

    private static Set<String> names(Haul haul, SelectedFiles.Piece piece) {
        return haul.kind().equals(NamedAreas.DOWNLOADS) ? piece.inputs() : piece.outputs();
    }

    /** What an earlier command has left that was killed between a file and what belongs to it. */
    private static void clearAway(Haul haul, SelectedFiles.Piece piece) throws IOException {
        for (String name : names(haul, piece)) {
            List<Path> places = Route.possible(haul.areas(), name);
            Optional<Path> whole = places.stream().filter(Files::isRegularFile).findFirst();
            if (whole.isPresent()) {
                for (Path place : places) {
                    FileMove.clearAway(place, whole.get());
                }
            }
        }
    }

    private static Moved move(List<Route.Step> steps, ExecutorService threads)
            throws IOException, InterruptedException {
        Map<Route.Step, Future<Appearance>> appearing = new LinkedHashMap<>();
        for (Route.Step step : steps) {
            Callable<Appearance> appear = () -> FileMove.appear(step.from(), step.to());
            appearing.put(step, threads.submit(appear));
        }
        List<Path> appeared = new ArrayList<>();
        Set<Path> directories = new TreeSet<>();
        long left = 0;
        for (Map.Entry<Route.Step, Future<Appearance>> one : appearing.entrySet()) {
            switch (outcome(one.getValue())) {
                case DONE -> {
                    appeared.add(one.getKey().from());
                    directories.add(one.getKey().to().getParent());
                }
                case GONE -> {
                    // The file deleter was faster.
                }
                case CONFLICT, SPOILED -> left++;
            }
        }
        for (Path directory : directories) {
            DurableFiles.syncDirectory(directory);
        }
        for (Path old : appeared) {
            FileMove.disappear(old);
        }
        return new Moved(appeared.size(), left);
    }

    private static Appearance outcome(Future<Appearance> appearing) throws IOException, InterruptedException {
        try {
            return appearing.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static long bytes(Path file) throws IOException {
        long bytes = 0;
        for (Path each : BESIDE.stream()
                .map(ending -> file.resolveSibling(file.getFileName() + ending))
                .toList()) {
            try {
                bytes += Files.size(each);
            } catch (NoSuchFileException none) {
                // Not every file has all of them.
            }
        }
        return bytes;
    }
}
