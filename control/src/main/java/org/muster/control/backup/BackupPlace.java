package org.muster.control.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.common.embedded.Trees;
import org.muster.common.files.DurableFiles;
import org.muster.control.HeldFile;
import org.muster.control.UserErrorException;

/**
 * A directory with backups: {@code sets/TIME/} for each of them, and the copies of files that they share. A set counts once
 * it has its record; the newest that counts stays untouched while the next one is made.
 *
 * @param directory on another device, better on another machine, than the project
 */
record BackupPlace(Path directory) {
    private static final String SETS = "sets";
    private static final String LOCK = "lock";
    private static final DateTimeFormatter SET_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    BackupPlace {
        directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Keeps others from making a backup here at the same time; for as long as it is open or the process lives.
     *
     * @throws UserErrorException when another process does
     */
    HeldFile lock() throws IOException {
        DurableFiles.createDirectories(directory);
        return HeldFile.hold(directory.resolve(LOCK), "another backup into " + directory + " is at work");
    }

    /** Makes the directory of a new set; its name is the time, with a number behind it when that is taken. */
    Path createSet(Instant now) throws IOException {
        String time = SET_NAME.format(now);
        Path set = directory.resolve(SETS).resolve(time);
        for (int number = 2; Files.exists(set); number++) {
            set = directory.resolve(SETS).resolve(time + "-" + "%03d".formatted(number));
        }
        DurableFiles.createDirectories(set);
        return set;
    }

    /** The sets that count, the oldest first. */
    List<Path> complete() throws IOException {
        return sets().stream()
                .filter(set -> Files.exists(set.resolve(BackupRecord.NAME)))
                .toList();
    }

    /**
     * A set that counts.
     *
     * @param name its name; the newest when there is none
     * @throws UserErrorException when there is none
     */
    Path set(Optional<String> name) throws IOException {
        List<Path> complete = complete();
        if (name.isPresent()) {
            return complete.stream()
                    .filter(set -> set.getFileName().toString().equals(name.get()))
                    .findFirst()
                    .orElseThrow(() -> new UserErrorException("there is no finished backup " + name.get() + " in "
                            + directory + "; there are " + names(complete)));
        }
        if (complete.isEmpty()) {
            throw new UserErrorException("there is no finished backup in " + directory + ": no "
                    + directory.resolve(SETS).resolve("TIME").resolve(BackupRecord.NAME)
                    + (sets().isEmpty() ? "" : "; " + names(sets()) + " was not finished"));
        }
        return complete.getLast();
    }

    /** Removes what attempts that died have left, sets beyond the newest so many, and copies that no set names. */
    Removed prune(int keep) throws IOException {
        List<Path> complete = complete();
        List<Path> old = new ArrayList<>(sets());
        old.removeAll(complete.subList(Math.max(0, complete.size() - keep), complete.size()));
        for (Path set : old) {
            Files.deleteIfExists(set.resolve(BackupRecord.NAME));
            DurableFiles.syncDirectory(set);
            Trees.delete(set);
        }
        return new Removed(old.size(), old.isEmpty() ? 0 : removeCopies());
    }

    /**
     * What was removed.
     *
     * @param sets sets, finished or not
     * @param copies copies of files
     */
    record Removed(int sets, long copies) {}

    private long removeCopies() throws IOException {
        WantedCopies wanted = WantedCopies.of(complete());
        return new FilePool(directory).removeOthers(wanted::contains);
    }

    private List<Path> sets() throws IOException {
        try (Stream<Path> sets = Files.list(directory.resolve(SETS))) {
            return sets.filter(Files::isDirectory).sorted().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static String names(List<Path> sets) {
        return String.join(
                ", ", sets.stream().map(set -> set.getFileName().toString()).toList());
    }
}
