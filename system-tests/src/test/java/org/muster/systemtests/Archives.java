package org.muster.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.dbpurge.archive.ArchiveReader;
import org.muster.dbpurge.archive.ArchiveRecord;

/** What the purge has archived. */
final class Archives {
    private Archives() {}

    /** The names of all archived workunits, one for each record. */
    static List<String> workunitNames(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Archives::isWorkunitArchive).sorted().toList()) {
                try (ArchiveReader reader = ArchiveReader.open(file)) {
                    for (Optional<ArchiveRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                        names.add(row.get().text("name"));
                    }
                }
            }
        }
        return names;
    }

    private static boolean isWorkunitArchive(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("wu_archive_") && (name.endsWith(".xml") || name.endsWith(".xml.gz"));
    }
}
