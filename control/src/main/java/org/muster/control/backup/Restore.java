package org.muster.control.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.files.FileDigest;
import org.muster.control.UserErrorException;
import org.muster.control.backup.BackupRecord.SchemaRecord;
import org.muster.control.backup.BackupRecord.TableRecord;

/**
 * Brings a project back from a backup. First {@link #plan} looks at everything and changes nothing, then {@link #run} does it:
 * files first, databases after, so that no row comes back whose file does not. Files that are there and are the same stay; those
 * that the backup does not have stay too, for the antique sweeper. A restore that was killed is repeated.
 */
public final class Restore {
    private static final String WORK = "work";
    private static final String SCIENCE = "science";
    private static final int MOST_MESSAGES = 20;

    private final MusterConfig config;
    private final InstantSource clock;
    private final Path directory;
    private final RestoreChoice choice;
    private final Path set;
    private final BackupRecord record;
    private final Map<String, FileTree> trees;

    /**
     * Opens a backup.
     *
     * @param directory what {@link Backup#into} was given
     * @throws UserErrorException when it has no finished set
     */
    public Restore(MusterConfig config, InstantSource clock, Path directory, RestoreChoice choice) throws IOException {
        this.config = config;
        this.clock = clock;
        this.directory = directory.toAbsolutePath().normalize();
        this.choice = choice;
        this.set = new BackupPlace(directory).set(choice.set());
        this.record = BackupRecord.read(set);
        this.trees = ProjectTrees.byName(config);
    }

    /** Looks what there is to do and whether it can be done. Reads the databases' files, and copies that would be used. */
    public RestorePlan plan() throws IOException {
        List<String> damage = new ArrayList<>();
        List<String> obstacles = new ArrayList<>(projectObstacles());
        Map<String, String> databases = new LinkedHashMap<>();
        for (Schema schema : schemas()) {
            databases.put(schema.name(), database(schema, damage, obstacles));
        }
        Map<String, Long> files = new TreeMap<>();
        long[] bytes = new long[1];
        long same = choice.files() ? compare(damage, obstacles, files, bytes) : 0;
        return new RestorePlan(set.getFileName().toString(), databases, files, bytes[0], same, damage, obstacles);
    }

    /**
     * Does it.
     *
     * @param said is told what has been done
     * @throws UserErrorException when {@link #plan} says that it cannot be done
     */
    public void run(Consumer<String> said) throws IOException {
        RestorePlan plan = plan();
        if (!plan.isPossible()) {
            List<String> reasons = new ArrayList<>(plan.obstacles());
            reasons.addAll(plan.damage());
            throw new UserErrorException("nothing was restored: " + String.join("; ", reasons));
        }
        if (choice.files()) {
            said.accept(bringFilesBack() + " files restored");
        }
        for (Schema schema : schemas()) {
            schema.restore(set).run(set.getFileName().toString(), choice.margin(), said);
        }
    }

    private List<String> projectObstacles() throws IOException {
        List<String> obstacles = new ArrayList<>();
        if (!record.project().equals(config.project().name())) {
            obstacles.add("the backup is of the project '" + record.project() + "', the configuration is of '"
                    + config.project().name() + "'");
        }
        // Files may come back under running daemons: a file is visible whole or not at all, and is never another.
        List<String> alive = choice.work() || choice.science()
                ? RunningDaemons.of(config.database(), clock.instant().getEpochSecond())
                : List.of();
        if (!alive.isEmpty()) {
            obstacles.add("daemons are running, stop them first: " + String.join(", ", alive));
        }
        if (choice.files()) {
            obstacles.addAll(away());
        }
        boolean otherLayout = record.fanOut() != config.files().fanOut()
                || record.fanOutLevels() != config.files().fanOutLevels();
        if (choice.files() && otherLayout) {
            obstacles.add("the backup's areas have the layout fanOut " + record.fanOut() + ", fanOutLevels "
                    + record.fanOutLevels() + "; the configuration must have it too");
        }
        return obstacles;
    }

    /** Files that came back below the mount point of a disk that is away would be hidden as soon as it is there. */
    private List<String> away() {
        return Stream.of(config.files().downloads(), config.files().uploads())
                .filter(areas -> areas.members().size() > 1)
                .flatMap(areas -> areas.away().stream())
                .map(root -> "the file area " + root + " is not there: mount its disk, or make the directory")
                .toList();
    }

    private record Schema(String name, DatabaseConfig config, SchemaRecord record) {
        SchemaRestore restore(Path set) {
            return new SchemaRestore(config, name, set.resolve(name), record);
        }
    }

    private List<Schema> schemas() {
        List<Schema> schemas = new ArrayList<>();
        if (choice.work()) {
            schemas.add(new Schema(WORK, config.database(), record.work()));
        }
        if (choice.science() && record.science() != null && config.scienceDatabase() != null) {
            schemas.add(new Schema(SCIENCE, config.scienceDatabase(), record.science()));
        }
        return schemas;
    }

    private String database(Schema schema, List<String> damage, List<String> obstacles) throws IOException {
        for (TableRecord table : schema.record().tables()) {
            Path file = set.resolve(schema.name()).resolve(table.file());
            if (!Files.exists(file)) {
                damage.add("the file " + file + " of table " + table.name() + " is missing");
            } else if (!FileDigest.of(file).md5().equals(table.md5())) {
                damage.add("the file " + file + " of table " + table.name() + " is not what was written: its MD5 is "
                        + FileDigest.of(file).md5() + ", the backup says " + table.md5());
            }
        }
        SchemaRestore.Present present = schema.restore(set).present();
        if (present == SchemaRestore.Present.TABLES && !choice.replace()) {
            obstacles.add("the " + schema.name() + " database (" + schema.config()
                    + ") has tables; --replace drops all of them first");
        }
        return schema.record().tables().size() + " tables with "
                + schema.record().rows() + " rows, "
                + switch (present) {
                    case NOTHING -> "into an empty database";
                    case HALF_RESTORED -> "going on with a restore that did not end";
                    case TABLES -> "in place of all tables that are there";
                };
    }

    private long compare(List<String> damage, List<String> obstacles, Map<String, Long> files, long[] bytes)
            throws IOException {
        Path manifest = set.resolve(Manifest.NAME);
        if (!Files.exists(manifest)) {
            damage.add("the list of files " + manifest + " is missing");
            return 0;
        }
        if (!FileDigest.of(manifest).md5().equals(record.files().manifestMd5())) {
            damage.add("the list of files " + manifest + " is not what was written");
            return 0;
        }
        FilePool pool = new FilePool(directory);
        long same = 0;
        try (Manifest.Reader lines = Manifest.read(manifest)) {
            for (Optional<FileLine> line = lines.take(); line.isPresent(); line = lines.take()) {
                Optional<Path> target = target(line.get());
                if (target.isEmpty()) {
                    addSome(
                            obstacles,
                            "the configuration has no place for the files of "
                                    + line.get().tree());
                } else if (isSame(target.get(), line.get())) {
                    same++;
                } else {
                    files.merge(line.get().tree(), 1L, Long::sum);
                    bytes[0] += line.get().digest().size();
                    pool.damage(line.get()).ifPresent(what -> addSome(damage, what));
                }
            }
        }
        return same;
    }

    private static void addSome(List<String> messages, String message) {
        if (messages.size() < MOST_MESSAGES && !messages.contains(message)) {
            messages.add(message);
        }
    }

    private long bringFilesBack() throws IOException {
        FilePool pool = new FilePool(directory);
        long restored = 0;
        try (Manifest.Reader lines = Manifest.read(set.resolve(Manifest.NAME))) {
            for (Optional<FileLine> line = lines.take(); line.isPresent(); line = lines.take()) {
                Path target = target(line.get()).orElseThrow();
                if (!isSame(target, line.get())) {
                    pool.bringBack(line.get(), target);
                    restored++;
                }
            }
        }
        return restored;
    }

    private Optional<Path> target(FileLine line) {
        return Optional.ofNullable(trees.get(line.tree()))
                .map(tree -> tree.root().resolve(line.path()));
    }

    /** The same size and time, or at least the same size and content. */
    private static boolean isSame(Path target, FileLine line) throws IOException {
        try {
            BasicFileAttributes seen =
                    Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return seen.isRegularFile()
                    && seen.size() == line.digest().size()
                    && (seen.lastModifiedTime().toInstant().equals(line.modified())
                            || FileDigest.of(target).equals(line.digest()));
        } catch (NoSuchFileException missing) {
            return false;
        }
    }
}
