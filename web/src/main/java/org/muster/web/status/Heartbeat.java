package org.muster.web.status;

import java.time.Instant;

/**
 * A row of table {@code daemon_heartbeat}: what one running copy of a daemon last said of itself.
 *
 * @param state name of a {@link org.muster.common.daemon.DaemonState}
 * @param handled rows or requests since its start
 * @param expiresAt when the row stops to be believed
 */
record Heartbeat(
        String daemon,
        String host,
        String shard,
        String state,
        String message,
        long handled,
        Instant startedAt,
        Instant beatAt,
        Instant expiresAt) {}
