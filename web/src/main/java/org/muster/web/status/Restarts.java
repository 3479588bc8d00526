package org.muster.web.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.common.daemon.DaemonState;

/**
 * How often a copy of a daemon was started anew, as far as heartbeats tell, which are kept for a day.
 *
 * @param count earlier starts that are still known
 * @param lastEnd when the one before this was last heard of
 * @param inOrder whether it had said that it was stopping; otherwise it was killed, crashed or hung
 */
record Restarts(int count, Instant lastEnd, boolean inOrder) {

    /** Those of a copy; nothing when it has been started once. A pure function of all heartbeats. */
    static Optional<Restarts> of(Heartbeat current, List<Heartbeat> beats) {
        List<Heartbeat> earlier = beats.stream()
                .filter(beat -> beat.daemon().equals(current.daemon())
                        && beat.shard().equals(current.shard())
                        && beat.host().equals(current.host())
                        && beat.startedAt().isBefore(current.startedAt())
                        && !beat.beatAt().isAfter(current.startedAt()))
                .toList();
        return earlier.stream()
                .max(Comparator.comparing(Heartbeat::beatAt))
                .map(last ->
                        new Restarts(earlier.size(), last.beatAt(), last.state().equals(DaemonState.STOPPED.name())));
    }
}
