package org.muster.web.cache;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What is known at the moment of a value that is fetched now and then.
 *
 * @param value the newest value that could be fetched
 * @param takenAt when it was fetched; the epoch when there is none
 * @param failure why fetching fails now; nothing when the last fetch went well
 * @param failingSince when the first of the fetches that failed in a row did; the epoch when none did
 */
public record Snapshot<T>(Optional<T> value, Instant takenAt, Optional<String> failure, Instant failingSince) {

    static <T> Snapshot<T> nothingYet() {
        return new Snapshot<>(Optional.empty(), Instant.EPOCH, Optional.empty(), Instant.EPOCH);
    }

    Snapshot<T> succeeded(T newest, Instant now) {
        return new Snapshot<>(Optional.of(newest), now, Optional.empty(), Instant.EPOCH);
    }

    Snapshot<T> failed(String reason, Instant now) {
        return new Snapshot<>(
                value,
                takenAt,
                Optional.of(reason),
                failure.isEmpty() ? now.truncatedTo(ChronoUnit.SECONDS) : failingSince);
    }
}
