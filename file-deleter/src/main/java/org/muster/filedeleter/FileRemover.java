package org.muster.filedeleter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.muster.common.files.Deletion;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files from an area together with what belongs to them. Thread-safe. */
abstract sealed class FileRemover {

    private static final Logger LOG = LoggerFactory.getLogger(FileRemover.class);

    private final FileArea area;

    private FileRemover(FileArea area) {
        this.area = area;
    }

    /** Removes input files from the download area, with the compressed copy and the checksum that may lie beside. */
    static FileRemover ofInputs(FileArea downloads) {
        return new Inputs(downloads);
    }

    /** Removes output files from the upload area, also where only a part of one was ever sent. */
    static FileRemover ofOutputs(FileArea uploads) {
        return new Outputs(uploads);
    }

    /**
     * Tries to remove each file; goes directory by directory, so that the file system changes each of them once.
     *
     * @return what became of each name
     * @throws IOException if the whole area is away, so that nothing can be said about its files
     */
    Map<String, Deletion> remove(Collection<String> names) throws IOException {
        if (!Files.isDirectory(area.root())) {
            throw new IOException(
                    "the file area " + area.root()
                            + " is not there, so its files are not deleted; check the configuration, and that its disk is mounted");
        }
        Map<String, Deletion> deletions = new HashMap<>();
        Map<String, Set<String>> byDirectory =
                names.stream().collect(groupingBy(area.fanOut()::directory, TreeMap::new, toCollection(TreeSet::new)));
        byDirectory.values().forEach(together -> together.forEach(name -> deletions.put(name, remove(name))));
        return deletions;
    }

    private Deletion remove(String name) {
        Deletion companions = FileNames.isLegal(name) ? removeCompanions(name) : Deletion.ALREADY_GONE;
        Deletion file = area.delete(name);
        return companions == Deletion.FAILED ? companions : file;
    }

    FileArea area() {
        return area;
    }

    /** Removes what belongs to a file; {@link Deletion#FAILED} if something of it stays. */
    abstract Deletion removeCompanions(String name);

    private static final class Inputs extends FileRemover {
        private static final List<String> SUFFIXES = List.of(".gz", ".md5");

        private Inputs(FileArea downloads) {
            super(downloads);
        }

        @Override
        Deletion removeCompanions(String name) {
            Path file = area().resolve(name);
            for (String suffix : SUFFIXES) {
                Path companion = file.resolveSibling(name + suffix);
                try {
                    Files.deleteIfExists(companion);
                } catch (IOException e) {
                    LOG.warn("Cannot delete {}: {}. Check who owns it and its directory", companion, e.toString());
                    return Deletion.FAILED;
                }
            }
            return Deletion.DELETED;
        }
    }

    private static final class Outputs extends FileRemover {
        /** Where the file upload handler keeps files that are not whole. */
        private static final List<String> UNFINISHED = List.of(".partial", ".finishing");

        private final List<FileArea> unfinished;

        private Outputs(FileArea uploads) {
            super(uploads);
            Path root = uploads.root();
            FanOut fanOut = uploads.fanOut();
            this.unfinished = UNFINISHED.stream()
                    .map(directory -> new FileArea(root.resolve(directory), fanOut))
                    .toList();
        }

        @Override
        Deletion removeCompanions(String name) {
            return unfinished.stream().map(area -> area.delete(name)).anyMatch(Deletion.FAILED::equals)
                    ? Deletion.FAILED
                    : Deletion.DELETED;
        }
    }
}
