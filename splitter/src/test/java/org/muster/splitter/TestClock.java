package org.muster.splitter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to go on. Thread-safe. */
final class TestClock implements InstantSource {
    private Instant now = Instant.ofEpochSecond(1_700_000_000);

    @Override
    public synchronized Instant instant() {
        return now;
    }

    synchronized void goOn(Duration time) {
        now = now.plus(time);
    }

    /** Lets every lease of a dead splitter end. */
    void leasesEnd() {
        goOn(Duration.ofSeconds(Main.LEASE_SECONDS + 1));
    }
}
