package org.muster.upload;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;

/**
 * Lets a newer connection have a file that an older one holds in another handler process. The newcomer's handler claims the
 * file by an empty file {@code .claims/HANDLER/NAME}; every handler looks into that directory a few times a second and hangs
 * up on connections whose files others claim. The lock on the file itself decides who writes; a claim only asks.
 *
 * <p>Thread-safe.
 */
final class Claims implements Pass {
    /** A claim that is as old belongs to a handler that died. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private final String me =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final List<UploadArea> areas;
    private final UploadTurns turns;
    private final InstantSource clock;

    Claims(List<UploadArea> areas, UploadTurns turns, InstantSource clock) {
        this.areas = areas;
        this.turns = turns;
        this.clock = clock;
    }

    /** Asks whoever else holds the file to let go of it. */
    void claim(UploadArea area, String name) throws IOException {
        Path mine = area.claims().resolve(me);
        Files.createDirectories(mine);
        try {
            Files.createFile(mine.resolve(name));
        } catch (FileAlreadyExistsException claimed) {
            return;
        }
    }

    /** Takes the claim back. */
    void withdraw(UploadArea area, String name) throws IOException {
        Path mine = area.claims().resolve(me);
        Files.deleteIfExists(mine.resolve(name));
        deleteIfEmpty(mine);
    }

    /** Hangs up on connections whose files are claimed by others. */
    @Override
    public PassOutcome run() throws IOException {
        int claimed = 0;
        for (UploadArea area : areas) {
            for (Path handler : entries(area.claims())) {
                if (!handler.getFileName().toString().equals(me)) {
                    claimed += yieldTo(handler);
                }
            }
        }
        return new PassOutcome(claimed, false);
    }

    private int yieldTo(Path handler) throws IOException {
        int claimed = 0;
        Instant abandoned = clock.instant().minus(ABANDONED);
        for (Path claim : entries(handler)) {
            if (turns.supersede(claim.getFileName().toString())) {
                claimed++;
            }
            if (isOlder(claim, abandoned)) {
                Files.deleteIfExists(claim);
                deleteIfEmpty(handler);
            }
        }
        return claimed;
    }

    private static boolean isOlder(Path claim, Instant than) throws IOException {
        try {
            return Files.getLastModifiedTime(claim).toInstant().isBefore(than);
        } catch (NoSuchFileException withdrawn) {
            return false;
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found;
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        }
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException stillClaims) {
            return;
        }
    }
}
