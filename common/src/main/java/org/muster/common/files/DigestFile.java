package org.muster.common.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The small file {@code NAME.md5} beside an input file {@code NAME}, in which its digest and size are recorded when it is
 * staged: one line, {@code md5 size}, as BOINC's own tools write it. Whoever serves or checks the file learns from it, without
 * the database, whether the file still is what was recorded. It is removed with its file.
 *
 * <p>It is a help, not the truth (that is the workunit's row), so it is not forced to disk: one that is absent, empty or older
 * than its file says nothing. BOINC leaves an empty one where a file was staged by a remote job submission. All methods are
 * thread-safe.
 */
public final class DigestFile {
    /** What is appended to the name of a file. */
    public static final String SUFFIX = ".md5";

    private static final int LONGEST = 200;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /**
     * What is recorded of a file.
     *
     * @param digest its digest and size when it was staged
     * @param changedSince whether the file was written after the record
     */
    public record Recorded(FileDigest digest, boolean changedSince) {}

    private DigestFile() {}

    /** Where the record of this file lies, whether or not there is one. */
    public static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /** Records what was staged, in place of what was recorded before. */
    public static void write(Path file, FileDigest digest) throws IOException {
        Path record = beside(file);
        String line = digest.md5() + " " + digest.size() + "\n";
        try {
            // Who reads it before the line is there finds it empty, and learns nothing from it.
            Files.writeString(record, line, US_ASCII, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException before) {
            replace(record, line);
        }
    }

    private static void replace(Path record, String line) throws IOException {
        Path temporary = record.resolveSibling(WholeFile.TEMPORARY_PREFIX
                + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        try {
            Files.writeString(temporary, line, US_ASCII);
            Files.move(temporary, record, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * What is recorded of this file, also when the file was written later; empty when nothing is.
     *
     * @throws java.nio.file.NoSuchFileException when there is a record and no file
     * @throws IOException when the record is there and cannot be read
     */
    public static Optional<Recorded> recorded(Path file) throws IOException {
        Optional<Line> line = Line.beside(file);
        return line.isEmpty() ? Optional.empty() : line.get().recorded(Files.getLastModifiedTime(file));
    }

    /**
     * What is recorded of a file that was last written at this time; empty when nothing is.
     *
     * @throws IOException when the record is there and cannot be read
     */
    public static Optional<Recorded> recorded(Path file, FileTime written) throws IOException {
        return Line.beside(file).flatMap(line -> line.recorded(written));
    }

    private record Line(String text, FileTime made) {
        static Optional<Line> beside(Path file) throws IOException {
            Path record = DigestFile.beside(file);
            try {
                BasicFileAttributes attributes = Files.readAttributes(record, BasicFileAttributes.class);
                String text = attributes.size() > LONGEST ? "" : Files.readString(record, US_ASCII);
                return Optional.of(new Line(text, attributes.lastModifiedTime()));
            } catch (NoSuchFileException absent) {
                return Optional.empty();
            }
        }

        Optional<Recorded> recorded(FileTime written) {
            return parse(text).map(digest -> new Recorded(digest, made.compareTo(written) < 0));
        }
    }

    /**
     * What is recorded of this file; empty when nothing is, or nothing that holds.
     *
     * @throws IOException when the record is there and cannot be read
     */
    public static Optional<FileDigest> read(Path file) throws IOException {
        try {
            return recorded(file).filter(record -> !record.changedSince()).map(Recorded::digest);
        } catch (NoSuchFileException noFile) {
            return Optional.empty();
        }
    }

    /**
     * Whether the file may be served: it has the size that is recorded of it, whenever it was written, and if nothing is
     * recorded, at least one byte. Costs a look at two inodes and a small read, not a read of the file.
     *
     * @return false also when the file is not there
     */
    public static boolean hasRecordedSize(Path file) throws IOException {
        try {
            long size = Files.size(file);
            Optional<Recorded> recorded = recorded(file);
            return recorded.isPresent() ? recorded.get().digest().size() == size : size > 0;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** BOINC prints the size as a floating-point number, {@code 6.000000000000000e+02}. */
    private static Optional<FileDigest> parse(String line) {
        String[] words = WHITE_SPACE.split(line.strip());
        try {
            return words.length == 2
                    ? Optional.of(new FileDigest(words[0], new BigDecimal(words[1]).longValueExact()))
                    : Optional.empty();
        } catch (ArithmeticException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
