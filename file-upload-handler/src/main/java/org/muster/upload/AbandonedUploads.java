package org.muster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes unfinished files that no client has touched for a long time; one that returns after all begins anew. And at once
 * those that nothing leads to any more, because the handler died that wrote them.
 */
final class AbandonedUploads implements Pass {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploads.class);

    private final UploadAreas areas;
    private final FileContest contest;
    private final Disk disk;
    private final InstantSource clock;
    private final Duration keep;

    /** @param keep how long an unfinished file is kept after its last byte came */
    AbandonedUploads(UploadAreas areas, FileContest contest, Disk disk, InstantSource clock, Duration keep) {
        this.areas = areas;
        this.contest = contest;
        this.disk = disk;
        this.clock = clock;
        this.keep = keep;
    }

    @Override
    public PassOutcome run() throws IOException {
        Instant since = clock.instant().minus(keep);
        int removed = 0;
        for (UploadArea area : areas.all()) {
            removed += area.arrivals().removeLeft(disk);
            for (StoredFile file : Stream.concat(area.partial().list().stream(), area.finishing().list().stream())
                    .filter(file -> file.modified().isBefore(since))
                    .toList()) {
                removed += remove(area, file) ? 1 : 0;
            }
        }
        return new PassOutcome(removed, false);
    }

    private boolean remove(UploadArea area, StoredFile stored) throws IOException {
        try (UploadTurns.Turn turn = contest.freeTurn(stored.name()).orElse(null)) {
            if (turn == null) {
                return false;
            }
            if (areas.finishedSize(stored.name()).isPresent()) {
                // A power cut may leave the finished file under its old name too; it must not be changed through that.
                return Files.deleteIfExists(stored.path());
            }
            Optional<PartialFile> opened = contest.openIfFree(area, stored.name());
            if (opened.isEmpty()) {
                return false;
            }
            try (PartialFile file = opened.get()) {
                file.discard();
            }
        }
        LOG.info("Removed the unfinished upload {}, untouched since {}", stored.name(), stored.modified());
        return true;
    }
}
