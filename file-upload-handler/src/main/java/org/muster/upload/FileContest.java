package org.muster.upload;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens the file of a new upload when an older one may still hold it, here or in another process. The newer connection
 * wins: a client that sends a file again has given up its older connection, which may hang for minutes yet. Thread-safe.
 */
final class FileContest {
    private static final long LOOK_AGAIN_MILLISECONDS = 50;

    private final UploadTurns turns;
    private final Claims claims;
    private final UploadStore store;
    private final Duration patience;

    /** @param patience how long the newer one waits for the older one to let go */
    FileContest(UploadTurns turns, Claims claims, UploadStore store, Duration patience) {
        this.turns = turns;
        this.claims = claims;
        this.store = store;
        this.patience = patience;
    }

    /** The turn within this process, taken from whoever has it; empty when it does not let go in time. */
    Optional<UploadTurns.Turn> turn(String name, Runnable hangUp) throws InterruptedException {
        return turns.takeOver(name, hangUp, patience);
    }

    /** The turn within this process, unless somebody has it. */
    Optional<UploadTurns.Turn> freeTurn(String name) {
        return turns.tryTake(name);
    }

    /** The file as it lies, unless another process has it. The caller has the turn. */
    Optional<PartialFile> openIfFree(UploadArea area, String name) throws IOException {
        return store.open(area, name);
    }

    /** The file, if need be from another process; empty when that does not let go in time. The caller has the turn. */
    Optional<PartialFile> open(UploadArea area, String name) throws IOException, InterruptedException {
        Optional<PartialFile> free = store.open(area, name);
        if (free.isPresent()) {
            return free;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (free.isEmpty() && System.nanoTime() < deadline) {
                claims.claim(area, name);
                Thread.sleep(LOOK_AGAIN_MILLISECONDS);
                free = store.open(area, name);
            }
            return free;
        } finally {
            claims.withdraw(area, name);
        }
    }
}
