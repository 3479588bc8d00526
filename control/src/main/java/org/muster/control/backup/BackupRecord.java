package org.muster.control.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.muster.common.files.WholeFile;
import org.muster.control.UserErrorException;

/**
 * What a backup says of itself: the file {@code backup.json}, written last. A directory without it is no backup.
 *
 * @param format number of the layout, {@value #FORMAT}
 * @param project the project's short name
 * @param began Unix seconds
 * @param ended Unix seconds
 * @param fanOut directories in each directory of the areas
 * @param fanOutLevels levels of them
 * @param work the work database
 * @param science the science database; null when the project has none
 * @param files all files
 */
record BackupRecord(
        int format,
        String project,
        long began,
        long ended,
        int fanOut,
        int fanOutLevels,
        SchemaRecord work,
        SchemaRecord science,
        FilesRecord files) {
    static final int FORMAT = 1;
    static final String NAME = "backup.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * One database.
     *
     * @param server the server's version
     * @param moment when the snapshot was taken, Unix seconds by the database's clock
     * @param tables its tables
     */
    record SchemaRecord(String server, long moment, List<TableRecord> tables) {
        long rows() {
            return tables.stream().mapToLong(TableRecord::rows).sum();
        }
    }

    /**
     * One table.
     *
     * @param name its name
     * @param engine its engine
     * @param rows how many rows were written
     * @param file the file's name
     * @param md5 the file's digest
     * @param bytes the file's size
     */
    record TableRecord(String name, String engine, long rows, String file, String md5, long bytes) {}

    /**
     * All files.
     *
     * @param files how many there are
     * @param bytes how many bytes they have
     * @param copied how many files were new
     * @param copiedBytes how many bytes these have
     * @param manifestMd5 digest of the manifest
     * @param passedOver names that could not be taken, the first ones
     */
    record FilesRecord(
            long files, long bytes, long copied, long copiedBytes, String manifestMd5, List<String> passedOver) {}

    /** Writes it, durably. With this the backup counts. */
    void write(Path directory) throws IOException {
        WholeFile.write(directory.resolve(NAME), JSON.writeValueAsBytes(this));
    }

    /**
     * Reads it.
     *
     * @throws UserErrorException when there is none, or one that cannot be used
     */
    static BackupRecord read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        try {
            BackupRecord record = JSON.readValue(Files.readAllBytes(file), BackupRecord.class);
            if (record.format() != FORMAT) {
                throw new UserErrorException(
                        file + " has format " + record.format() + "; this version of Muster reads " + FORMAT + " only");
            }
            return record;
        } catch (NoSuchFileException e) {
            throw new UserErrorException("there is no " + NAME + " in " + directory
                    + ", so this is no backup, or one that was not finished");
        } catch (JsonProcessingException e) {
            throw new UserErrorException(file + " is damaged: " + e.getOriginalMessage());
        }
    }
}
