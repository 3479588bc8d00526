package org.muster.control.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.muster.common.config.MusterConfig;
import org.muster.common.files.DurableFiles;
import org.muster.common.files.FileDigest;
import org.muster.common.files.WholeFile;
import org.muster.control.HeldFile;
import org.muster.control.UserErrorException;
import org.muster.control.backup.BackupRecord.FilesRecord;
import org.muster.control.backup.BackupRecord.SchemaRecord;

/**
 * Makes a backup while the project runs, locking nothing: the files of all areas, then the databases as they are at one moment,
 * then the files once more.
 *
 * <p>Why in this order: a row that says that a file was uploaded or staged was written after the file was durable, so files
 * copied after the snapshot cannot lack one that a row of the snapshot names, unless it was deleted in between; and those that
 * may be deleted in between were copied before. The work database comes before the science database, because what the
 * assimilator and the splitter write they write to the latter first, and may write again.
 */
public final class Backup {
    private static final String BEFORE = "files-before.tsv.gz";
    private static final String WORK = "work";
    private static final String SCIENCE = "science";
    private static final String CONFIGURATION = "muster.yaml";

    private final MusterConfig config;
    private final Path configFile;
    private final InstantSource clock;
    private final Consumer<String> said;

    /**
     * A backup of one project.
     *
     * @param configFile the configuration's file, of which a copy goes with the backup
     * @param said is told what is being done
     */
    public Backup(MusterConfig config, Path configFile, InstantSource clock, Consumer<String> said) {
        this.config = config;
        this.configFile = configFile;
        this.clock = clock;
        this.said = said;
    }

    /**
     * Makes a set in a directory and removes the oldest ones.
     *
     * @param directory where sets are; made when it is missing
     * @param keep how many sets are kept, at least 1
     * @return the set's directory
     * @throws IOException when something cannot be read or written; what was there before still counts
     */
    public Path into(Path directory, int keep) throws IOException {
        config.files().downloads().requireAll();
        config.files().uploads().requireAll();
        BackupPlace place = new BackupPlace(directory);
        requireOutside(place.directory());
        try (HeldFile lock = place.lock()) {
            Path set = place.createSet(clock.instant());
            write(place, set);
            BackupPlace.Removed removed = place.prune(keep);
            if (removed.sets() > 0) {
                said.accept("removed " + removed.sets() + " older sets and " + removed.copies() + " copies");
            }
            return set;
        }
    }

    private void write(BackupPlace place, Path set) throws IOException {
        long began = clock.instant().getEpochSecond();
        FileCopies copies = new FileCopies(place.directory());
        try (Manifest.Reader last = lastManifest(place.complete())) {
            manifest(set.resolve(BEFORE), out -> copies.take(ProjectTrees.areas(config), last, false, out));
        }
        said.accept("files of the areas copied");
        SchemaRecord work = new SchemaDump(config.database(), WORK).into(made(set.resolve(WORK)));
        said.accept("work database: " + work.tables().size() + " tables, " + work.rows() + " rows");
        SchemaRecord science = null;
        if (config.scienceDatabase() != null) {
            science = new SchemaDump(config.scienceDatabase(), SCIENCE).into(made(set.resolve(SCIENCE)));
            said.accept("science database: " + science.tables().size() + " tables, " + science.rows() + " rows");
        }
        FileDigest list;
        try (Manifest.Reader before = Manifest.read(set.resolve(BEFORE))) {
            list = manifest(set.resolve(Manifest.NAME), out -> copies.take(ProjectTrees.of(config), before, true, out));
        }
        Files.delete(set.resolve(BEFORE));
        WholeFile.writePrivate(set.resolve(CONFIGURATION), Files.readAllBytes(configFile));
        FilesRecord files = copies.record(list.md5());
        said.accept(files.files() + " files, of which " + files.copied() + " are new");
        new BackupRecord(
                        BackupRecord.FORMAT,
                        config.project().name(),
                        began,
                        clock.instant().getEpochSecond(),
                        config.files().fanOut(),
                        config.files().fanOutLevels(),
                        work,
                        science,
                        files)
                .write(set);
    }

    /** What the newest set knows of files; nothing if its list is not what was written, then all files are read again. */
    private static Manifest.Reader lastManifest(List<Path> complete) throws IOException {
        if (complete.isEmpty()) {
            return Manifest.none();
        }
        Path manifest = complete.getLast().resolve(Manifest.NAME);
        String recorded = BackupRecord.read(complete.getLast()).files().manifestMd5();
        boolean whole = Files.exists(manifest) && FileDigest.of(manifest).md5().equals(recorded);
        return whole ? Manifest.read(manifest) : Manifest.none();
    }

    private void requireOutside(Path directory) {
        for (FileTree tree : ProjectTrees.of(config)) {
            if (tree.deep() && directory.startsWith(tree.root())) {
                throw new UserErrorException("the backup cannot be made into " + directory + ", because that is within "
                        + tree.root() + ", which is to be backed up; choose a directory on another device");
            }
        }
    }

    private static Path made(Path directory) throws IOException {
        DurableFiles.createDirectories(directory);
        return directory;
    }

    private static FileDigest manifest(Path file, Lines lines) throws IOException {
        return WholeFile.write(file, stream -> {
            Manifest.Writer out = new Manifest.Writer(stream);
            lines.writeTo(out);
            out.finish();
        });
    }

    /** What writes a manifest's lines. */
    @FunctionalInterface
    private interface Lines {
        void writeTo(Manifest.Writer out) throws IOException;
    }
}
