package org.muster.common.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All areas of one kind (all download areas or all upload areas), each of which may be a device of its own. To whoever
 * looks for a file they are one: a file is found in whichever area and layout it lies.
 *
 * <p>Where a new file goes is decided by {@link AreaOrder}: to the first open area of the name's order whose directory
 * is there. A reader looks into all of them in the same order, so an area can be added, or closed for new files, or a
 * file moved from one to another, and nothing has to be told.
 *
 * <p>Files may move while they are looked for: from one layout to the other while an area is being re-hashed, or from one
 * area to another. Whoever moves a file makes it appear at the new place before it disappears from the old one, and who
 * finds it nowhere looks everywhere once more; so a file that moves once is never missed. Thread-safe; holds no state of
 * its own.
 */
public final class FileAreas {

    /**
     * One area.
     *
     * @param area its directory, and the layout in which new files are written
     * @param other the other layout in which files of the same directory may lie
     * @param open whether new files are written to it
     */
    public record Member(FileArea area, Optional<FanOut> other, boolean open) {

        /** The area in the present layout, and in the other one if there is one. */
        public Stream<FileArea> layouts() {
            return Stream.concat(Stream.of(area), formerly().stream());
        }

        private Optional<FileArea> formerly() {
            return other.map(layout -> new FileArea(area.root(), layout));
        }
    }

    /** A file that is found and gone so often does not move, it is deleted and made again. */
    private static final int LOOKS = 3;

    /** Each needs a file descriptor until its content is durable. */
    private static final int STAGED_TOGETHER = 128;

    private static final Logger log = LoggerFactory.getLogger(FileAreas.class);

    private final List<Member> members;

    /**
     * @param members in the configuration's order, which must not change; new ones are appended
     * @throws IllegalArgumentException when there is none, or two have the same directory
     */
    public FileAreas(List<Member> members) {
        this.members = List.copyOf(members);
        long directories =
                members.stream().map(member -> member.area().root()).distinct().count();
        if (members.isEmpty() || directories < members.size()) {
            throw new IllegalArgumentException("There must be one file area at least, each in a directory of its own");
        }
    }

    /** A single area with a single layout. */
    public static FileAreas of(FileArea only) {
        return new FileAreas(List.of(new Member(only, Optional.empty(), true)));
    }

    /** The areas in the order of the configuration. */
    public List<Member> members() {
        return members;
    }

    /** The top directories, in the order of the configuration. */
    public List<Path> roots() {
        return members.stream().map(member -> member.area().root()).toList();
    }

    /** The areas in the order in which this name is looked for. */
    public List<Member> inOrder(String name) {
        return AreaOrder.of(name, members.size()).stream().map(members::get).toList();
    }

    /** The file of this name, wherever it lies; an illegal name names no file. */
    public Optional<Path> find(String name) {
        if (hasOnePlace()) {
            return members.getFirst().area().find(name);
        }
        if (!FileNames.isLegal(name)) {
            return Optional.empty();
        }
        Optional<Path> found = look(name);
        return found.isPresent() ? found : look(name);
    }

    /** What is done with a file that was found. */
    @FunctionalInterface
    public interface Use<T> {
        T of(Path file) throws IOException;
    }

    /**
     * Finds the file of this name and uses it; once more when it has moved before it was opened.
     *
     * @return empty when there is none
     * @throws IOException as the use does, but not because the file was gone
     */
    public <T> Optional<T> use(String name, Use<T> use) throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            Optional<Path> file = find(name);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(use.of(file.get()));
            } catch (NoSuchFileException moved) {
                log.debug("{} was moved or deleted before it was opened", file.get());
            }
        }
        return Optional.empty();
    }

    private Optional<Path> look(String name) {
        return inOrder(name).stream()
                .flatMap(Member::layouts)
                .flatMap(area -> area.find(name).stream())
                .findFirst();
    }

    private boolean hasOnePlace() {
        return members.size() == 1 && members.getFirst().other().isEmpty();
    }

    /**
     * Every path at which the file of this name may lie, whether or not it does; what belongs to a file ({@code .gz},
     * {@code .md5}) lies beside it. Paths that a moving file leaves come before those that it goes to, so that deleting
     * them in this order leaves none.
     *
     * @throws IllegalFileNameException when the name is not legal
     */
    public List<Path> places(String name) {
        if (hasOnePlace()) {
            return List.of(members.getFirst().area().resolve(name));
        }
        return inOrder(name).stream()
                .flatMap(member -> Stream.concat(member.formerly().stream(), Stream.of(member.area())))
                .map(area -> area.resolve(name))
                .distinct()
                .toList();
    }

    /**
     * Where a file of this name is to be written: the path it already has, or else that of the first open area which is
     * there.
     *
     * @throws IOException when no open area is there
     */
    public Path target(String name) throws IOException {
        FileNames.requireLegal(name);
        Optional<Path> present = find(name);
        return present.isPresent() ? present.get() : areaForNew(name).resolve(name);
    }

    /**
     * The area for a new file of this name.
     *
     * @throws IOException when no open area is there
     */
    public FileArea areaForNew(String name) throws IOException {
        return areaForNew(name, member -> true);
    }

    /**
     * The area for a new file of this name among some of the areas.
     *
     * @throws IOException when none of them that is open is there
     */
    public FileArea areaForNew(String name, Predicate<Member> among) throws IOException {
        for (Member member : inOrder(name)) {
            // A single area is made by whoever writes to it first; of several, one that is not there is a disk that is
            // away.
            if (member.open()
                    && among.test(member)
                    && (members.size() == 1 || Files.isDirectory(member.area().root()))) {
                return member.area();
            }
        }
        throw noneIsThere();
    }

    private IOException noneIsThere() {
        return new IOException("None of the file areas " + roots()
                + " that are open for new files is there; check that their disks are mounted");
    }

    /** Stores the content under the name, whole; see {@link WholeFile#write(Path, WholeFile.Content)}. */
    public FileDigest write(String name, WholeFile.Content content) throws IOException {
        return WholeFile.write(target(name), content);
    }

    /**
     * Stores an input file whole and records its digest and size beside it, so that whoever serves it can see that it is
     * still the same; see {@link DigestFile}.
     */
    public FileDigest stage(String name, WholeFile.Content content) throws IOException {
        return stage(Map.of(name, content)).get(name);
    }

    /**
     * Stages many input files, which wait for the disk together; see {@link WholeFiles}.
     *
     * @param contents the content of each, by name
     * @return digests and sizes, by name
     * @throws FileConflictException when one of the names belongs to a file with other content; others may be staged then
     */
    public Map<String, FileDigest> stage(Map<String, WholeFile.Content> contents) throws IOException {
        Map<String, FileDigest> digests = new HashMap<>();
        Iterator<Map.Entry<String, WholeFile.Content>> rest =
                contents.entrySet().iterator();
        while (rest.hasNext()) {
            Map<Path, FileDigest> staged = new HashMap<>();
            try (WholeFiles together = new WholeFiles()) {
                while (rest.hasNext() && staged.size() < STAGED_TOGETHER) {
                    Map.Entry<String, WholeFile.Content> input = rest.next();
                    Path target = target(input.getKey());
                    FileDigest digest = together.add(target, input.getValue(), Optional.empty());
                    staged.put(target, digest);
                    digests.put(input.getKey(), digest);
                }
                together.publish();
            }
            for (Map.Entry<Path, FileDigest> one : staged.entrySet()) {
                DigestFile.write(one.getKey(), one.getValue());
            }
        }
        return digests;
    }

    /**
     * Writes the compressed twin of an input file beside it.
     *
     * @return the twin's size in bytes
     * @throws IOException when the file is not there, or the twin cannot be written
     */
    public long compress(String name) throws IOException {
        Path file = find(name).orElseThrow(() -> new NoSuchFileException(name));
        return WholeFile.write(file.resolveSibling(name + ".gz"), out -> {
                    // Not closed: that would close the file before it is on disk.
                    GZIPOutputStream gzip = new GZIPOutputStream(out);
                    Files.copy(file, gzip);
                    gzip.finish();
                })
                .size();
    }

    /** Removes an input file with what belongs to it from every area and layout. */
    public Deletion unstage(String name) throws IOException {
        Deletion outcome = delete(name);
        for (Path place : FileNames.isLegal(name) ? places(name) : List.<Path>of()) {
            FileMove.disappear(place);
        }
        return outcome;
    }

    /** Removes the file of this name from every area and layout. A name that is not legal names no file. */
    public Deletion delete(String name) {
        Collection<Deletion> outcomes = new ArrayList<>();
        for (int round = 0; round < deletionRounds(); round++) {
            for (Member member : inOrder(name)) {
                member.formerly().ifPresent(former -> outcomes.add(former.delete(name)));
                outcomes.add(member.area().delete(name));
            }
        }
        if (outcomes.contains(Deletion.FAILED)) {
            return Deletion.FAILED;
        }
        return outcomes.contains(Deletion.DELETED) ? Deletion.DELETED : Deletion.ALREADY_GONE;
    }

    /**
     * How often whoever deletes a file must go through all its places: twice where there are several, for it may have moved
     * to one that was passed already. A file that appears behind the second round is taken back by whoever moves it, see
     * {@link FileMove#appear}.
     */
    public int deletionRounds() {
        return hasOnePlace() ? 1 : 2;
    }

    /**
     * The room for new files: the least of all open areas that are there, since each takes its share. Makes the directory
     * of a single area.
     *
     * @return bytes
     * @throws IOException when no open area is there
     */
    public long usableSpace() throws IOException {
        if (members.size() == 1) {
            DurableFiles.createDirectories(members.getFirst().area().root());
        }
        long least = Long.MAX_VALUE;
        for (Member member : members) {
            Path root = member.area().root();
            if (member.open() && Files.isDirectory(root)) {
                least = Math.min(least, Files.getFileStore(root).getUsableSpace());
            }
        }
        if (least == Long.MAX_VALUE) {
            throw noneIsThere();
        }
        return least;
    }

    /** The top directories that are not there: a disk that is not mounted, or a mistake in the configuration. */
    public List<Path> away() {
        return roots().stream().filter(root -> !Files.isDirectory(root)).toList();
    }

    /**
     * A disk that is away must not look like files that are gone.
     *
     * @throws IOException when one of the areas is not there; the message names it
     */
    public void requireAll() throws IOException {
        List<Path> away = away();
        if (!away.isEmpty()) {
            throw new IOException(
                    "the file area " + away.getFirst()
                            + " is not there, so nothing can be said of its files; check the configuration, and that its disk is mounted");
        }
    }

    /** Removes what writers that died left behind; see {@link FileArea#sweepAbandoned}. */
    public int sweepAbandoned(Instant untouchedSince) throws IOException {
        int removed = 0;
        for (Member member : members) {
            removed += member.area().sweepAbandoned(untouchedSince);
        }
        return removed;
    }
}
