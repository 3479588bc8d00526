package org.muster.dbpurge.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The four files of one archive: records and index, of workunits and of results.
 *
 * @param directory where archives are kept
 * @param time the archive's time stamp, Unix seconds; no two archives share one
 */
public record ArchiveFiles(Path directory, long time) {

    private static final String SUFFIX = ".xml.gz";

    /** Where the records of this kind are. */
    public Path archive(ArchiveFormat format) {
        return directory.resolve(format.archivePrefix() + time + SUFFIX);
    }

    /** Where the index of this kind is: one line for each record, with id, time stamp and name. */
    public Path index(ArchiveFormat format) {
        return directory.resolve(format.indexPrefix() + time + SUFFIX);
    }

    /** All four files. */
    public List<Path> all() {
        return Stream.of(ArchiveFormat.values())
                .flatMap(format -> Stream.of(archive(format), index(format)))
                .toList();
    }

    /** Whether any of the four is there, compressed or as BOINC writes them when told not to compress. */
    public boolean anyExists() {
        return all().stream().anyMatch(file -> Files.exists(file) || Files.exists(uncompressed(file)));
    }

    private static Path uncompressed(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - ".gz".length()));
    }
}
