package org.muster.common.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the files of an area from its other layout into the present one while everything runs: directory by directory, all
 * files of one at once. What has been done is seen from where the files lie, so it can be stopped or killed and started
 * again at any time; {@link MoveLock} keeps a second one away. Not thread-safe.
 *
 * <p>Unfinished files, under hidden names, stay; and so do files that lie where neither layout has them.
 */
public final class Rehash {
    private static final Logger log = LoggerFactory.getLogger(Rehash.class);
    private static final Pattern HASHED = Pattern.compile("[0-9a-f]{1,7}");
    private static final int LISTED = 20;

    /**
     * What a directory came to, or several.
     *
     * @param moved files brought over
     * @param left files left because another file has their place, or because they belong elsewhere
     */
    public record Moved(long moved, long left) {
        /** Both together. */
        public Moved plus(Moved other) {
            return new Moved(moved + other.moved, left + other.left);
        }
    }

    /** Told of every directory that has been done; may take its time to go easy on the disk. */
    @FunctionalInterface
    public interface Listener {
        void done(Path directory, Moved moved) throws IOException;
    }

    private final Path root;
    private final FileArea from;
    private final FileArea to;

    /**
     * The move of one area.
     *
     * @param flatIsMixed whether files at the top of the area may be others than hashed ones, as in download areas
     * @throws IllegalArgumentException when the area has no other layout, or one whose files cannot be told apart
     */
    public Rehash(FileAreas.Member member, boolean flatIsMixed) {
        this.root = member.area().root();
        this.to = member.area();
        this.from = new FileArea(
                root,
                member.other()
                        .orElseThrow(() -> new IllegalArgumentException("The file area " + root
                                + " has one layout only; set files.otherLayout to the one its files are in")));
        if (flatIsMixed && from.fanOut().directories() == 0) {
            throw new IllegalArgumentException("The input files of " + root
                    + " lie at the top, where application files are too, and cannot be told from them");
        }
    }

    /**
     * Goes through the whole area once.
     *
     * @throws IOException also when another process is moving files of the area
     */
    public Moved run(Listener listener) throws IOException {
        try (MoveLock lock = MoveLock.of(List.of(root))) {
            return runLocked(listener);
        }
    }

    private Moved runLocked(Listener listener) throws IOException {
        int depth = from.fanOut().directories() == 0 ? 0 : from.fanOut().levels();
        Moved all = new Moved(0, 0);
        for (Path directory : directories(root, depth)) {
            Moved moved = directory(directory);
            listener.done(directory, moved);
            all = all.plus(moved);
        }
        return all;
    }

    private static List<Path> directories(Path top, int depth) throws IOException {
        if (depth == 0) {
            return List.of(top);
        }
        List<Path> found = new ArrayList<>();
        for (Path entry : entries(top)) {
            if (HASHED.matcher(entry.getFileName().toString()).matches()
                    && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                found.addAll(directories(entry, depth - 1));
            }
        }
        return found;
    }

    private Moved directory(Path directory) throws IOException {
        Set<String> names = entries(directory).stream()
                .filter(Files::isRegularFile)
                .map(path -> path.getFileName().toString())
                .filter(FileNames::isLegal)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<Path, Path> moves = new LinkedHashMap<>();
        List<String> strange = new ArrayList<>();
        for (String name : names) {
            String owner = ownerHere(directory, names, name);
            Path target = to.resolve(owner).resolveSibling(name);
            if (!from.resolve(owner).getParent().equals(directory)) {
                if (!isWhereItBelongs(directory, name)) {
                    strange.add(name);
                }
            } else if (!target.getParent().equals(directory) && !isBesideItsOwner(names, owner, name)) {
                moves.put(directory.resolve(name), target);
            }
        }
        return move(directory, moves, strange);
    }

    /** The name by which a file was hashed: its own, or that of the file that it is a companion of. */
    private String ownerHere(Path directory, Set<String> names, String name) {
        String owner = FileMove.owner(name);
        boolean isHereByItself = from.resolve(name).getParent().equals(directory);
        boolean isHereByItsOwner =
                FileNames.isLegal(owner) && from.resolve(owner).getParent().equals(directory);
        return isHereByItsOwner && (names.contains(owner) || !isHereByItself || Files.exists(to.resolve(owner)))
                ? owner
                : name;
    }

    private boolean isWhereItBelongs(Path directory, String name) {
        String owner = FileMove.owner(name);
        return to.resolve(name).getParent().equals(directory)
                || FileNames.isLegal(owner) && to.resolve(owner).getParent().equals(directory);
    }

    private static boolean isBesideItsOwner(Set<String> names, String owner, String name) {
        return FileMove.isCompanion(owner, name) && names.contains(owner);
    }

    private Moved move(Path directory, Map<Path, Path> moves, List<String> left) throws IOException {
        List<Path> appeared = new ArrayList<>();
        Set<Path> targets = new TreeSet<>();
        for (Map.Entry<Path, Path> move : moves.entrySet()) {
            switch (FileMove.appear(move.getKey(), move.getValue())) {
                case DONE -> {
                    appeared.add(move.getKey());
                    targets.add(move.getValue().getParent());
                }
                case GONE -> {
                    // The file deleter was faster.
                }
                case CONFLICT, SPOILED -> left.add(move.getKey().getFileName().toString());
            }
        }
        for (Path target : targets) {
            DurableFiles.syncDirectory(target);
        }
        for (Path old : appeared) {
            FileMove.disappear(old);
        }
        if (!left.isEmpty()) {
            log.warn(
                    "Left in {}, because they belong elsewhere or another file has their place: {}",
                    directory,
                    left.stream().limit(LISTED).toList());
        }
        return new Moved(appeared.size(), left.size());
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            List<Path> entries = new ArrayList<>();
            stream.forEach(entries::add);
            entries.sort(null);
            return entries;
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }
}
