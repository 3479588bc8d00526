package org.muster.upload;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes unfinished files that no client has touched for a long time; one that returns after all begins anew. */
final class AbandonedUploads implements Pass {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploads.class);

    private final UploadArea area;
    private final UploadTurns turns;
    private final InstantSource clock;
    private final Duration keep;

    /** @param keep how long an unfinished file is kept after its last byte came */
    AbandonedUploads(UploadArea area, UploadTurns turns, InstantSource clock, Duration keep) {
        this.area = area;
        this.turns = turns;
        this.clock = clock;
        this.keep = keep;
    }

    @Override
    public PassOutcome run() throws IOException {
        Instant since = clock.instant().minus(keep);
        int removed = 0;
        for (StoredFile file : Stream.concat(area.partial().list().stream(), area.finishing().list().stream())
                .filter(file -> file.modified().isBefore(since))
                .toList()) {
            removed += remove(file) ? 1 : 0;
        }
        return new PassOutcome(removed, false);
    }

    private boolean remove(StoredFile stored) throws IOException {
        try (UploadTurns.Turn turn = turns.tryTake(stored.name()).orElse(null)) {
            if (turn == null) {
                return false;
            }
            try (PartialFile file = PartialFile.open(area, stored.name()).orElse(null)) {
                if (file == null) {
                    return false;
                }
                file.discard();
            }
        }
        LOG.info("Removed the unfinished upload {}, untouched since {}", stored.name(), stored.modified());
        return true;
    }
}
