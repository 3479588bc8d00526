package org.muster.web.status;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.muster.common.daemon.DaemonState;

/**
 * What the status page says of one copy of a daemon.
 *
 * @param host where it runs, empty when it was never seen
 * @param shard which rows it takes, {@code 1/0} for all of them
 * @param since when it began to run, or when it was last heard of; the epoch when never
 * @param message its own words, empty when there is nothing to say
 * @param restarts earlier starts of the same copy
 */
record DaemonVerdict(
        String daemon,
        String host,
        String shard,
        DaemonCondition condition,
        Instant since,
        String message,
        long handled,
        Optional<Restarts> restarts) {

    /** One that has been started once. */
    DaemonVerdict(
            String daemon,
            String host,
            String shard,
            DaemonCondition condition,
            Instant since,
            String message,
            long handled) {
        this(daemon, host, shard, condition, since, message, handled, Optional.empty());
    }

    /** Judges a heartbeat. One that has expired is never taken for a running daemon, whatever it says. */
    static DaemonVerdict of(Heartbeat beat, Instant now) {
        DaemonCondition condition = condition(beat, now);
        return new DaemonVerdict(
                beat.daemon(),
                beat.host(),
                beat.shard(),
                condition,
                condition.isAlive() ? beat.startedAt() : beat.beatAt(),
                beat.message(),
                beat.handled());
    }

    /** A daemon that should be there and has never said anything. */
    static DaemonVerdict neverSeen(String daemon) {
        return new DaemonVerdict(daemon, "", "1/0", DaemonCondition.NEVER_SEEN, Instant.EPOCH, "", 0);
    }

    /** The same daemon with something else to be said of it. */
    DaemonVerdict as(DaemonCondition other) {
        return new DaemonVerdict(daemon, host, shard, other, since, message, handled, restarts);
    }

    /** The same daemon with another moment. */
    DaemonVerdict dated(Instant moment) {
        return new DaemonVerdict(daemon, host, shard, condition, moment, message, handled, restarts);
    }

    /** The same daemon with what is known of its earlier starts. */
    DaemonVerdict restarted(Optional<Restarts> earlier) {
        return new DaemonVerdict(daemon, host, shard, condition, since, message, handled, earlier);
    }

    /** The name with the share of the rows, if it does not take all of them. */
    String title() {
        return shard.isEmpty() || shard.equals("1/0") ? daemon : daemon + " " + shard;
    }

    private static DaemonCondition condition(Heartbeat beat, Instant now) {
        return Arrays.stream(DaemonState.values())
                .filter(state -> state.name().equals(beat.state()))
                .findFirst()
                .map(state -> switch (state) {
                    case STOPPED -> DaemonCondition.STOPPED;
                    case STARTING -> alive(beat, now, DaemonCondition.STARTING);
                    case RUNNING -> alive(beat, now, DaemonCondition.RUNNING);
                    case TROUBLED -> alive(beat, now, DaemonCondition.TROUBLED);
                })
                .orElseGet(() -> alive(beat, now, DaemonCondition.TROUBLED));
    }

    private static DaemonCondition alive(Heartbeat beat, Instant now, DaemonCondition condition) {
        return beat.expiresAt().isAfter(now) ? condition : DaemonCondition.SILENT;
    }
}
