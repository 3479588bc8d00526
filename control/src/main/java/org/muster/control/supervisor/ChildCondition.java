package org.muster.control.supervisor;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a process at one moment; everything that {@link SupervisorDecision} decides by.
 *
 * @param ending whether the supervisor itself is to end
 * @param wanted whether it is to run
 * @param alive whether it runs
 * @param since when it started, or ended; the beginning of time for one that never ran
 * @param lastSign when it last gave a sign of life, empty while it is starting
 * @param toldToEnd when it was told to end, empty when it was not
 * @param residentBytes memory it takes, 0 when unknown
 * @param memoryBytes memory it may take
 * @param toldByOthers whether it ended because somebody else than the supervisor told it to (SIGTERM)
 * @param failures how often it ended without being asked, one time after the other
 */
record ChildCondition(
        boolean ending,
        boolean wanted,
        boolean alive,
        Instant since,
        Optional<Instant> lastSign,
        Optional<Instant> toldToEnd,
        long residentBytes,
        long memoryBytes,
        boolean toldByOthers,
        int failures) {}
