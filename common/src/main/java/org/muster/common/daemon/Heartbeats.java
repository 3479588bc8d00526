package org.muster.common.daemon;

import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.muster.common.store.Database;

/**
 * Says in table {@code daemon_heartbeat} what the daemons of this process are doing. A heartbeat is believed
 * for three periods, so a daemon that was killed or hangs with its process is soon known to be gone.
 */
final class Heartbeats implements Pass {
    private static final int BELIEVED_PERIODS = 3;

    private final Database work;
    private final InstantSource clock;
    private final ProcessIdentity process;
    private final List<Daemon> daemons;
    private final PublishedCounters counters;
    private final int periodSeconds;

    Heartbeats(
            Database work,
            InstantSource clock,
            ProcessIdentity process,
            List<Daemon> daemons,
            PublishedCounters counters,
            int periodSeconds) {
        this.work = work;
        this.clock = clock;
        this.process = process;
        this.daemons = daemons;
        this.counters = counters;
        this.periodSeconds = periodSeconds;
    }

    @Override
    public PassOutcome run() {
        long now = clock.instant().getEpochSecond();
        work.write(handle -> {
            PreparedBatch beats = handle.prepareBatch("""
                    insert into daemon_heartbeat (daemon, instance, host, pid, shard, state, message, handled,
                      started_at, beat_at, expires_at)
                    values (:daemon, :instance, :host, :pid, :shard, :state, :message, :handled, :started, :now, :expires)
                    on duplicate key update state = values(state), message = values(message),
                      handled = values(handled), beat_at = values(beat_at), expires_at = values(expires_at)
                    """);
            for (Daemon daemon : daemons) {
                DaemonStatus status = daemon.status();
                beats.bind("daemon", daemon.name())
                        .bind("instance", process.instance())
                        .bind("host", process.host())
                        .bind("pid", process.pid())
                        .bind("shard", process.shard().toString())
                        .bind("state", status.state().name())
                        .bind("message", status.message())
                        .bind("handled", status.handled())
                        .bind("started", process.startedAt())
                        .bind("now", now)
                        .bind("expires", now + (long) BELIEVED_PERIODS * periodSeconds)
                        .add();
            }
            beats.execute();
            counters.write(handle, process.instance());
        });
        return PassOutcome.IDLE;
    }

    /** Removes what dead processes left long ago. */
    void forgetTheLongDead(long olderThanSeconds) {
        long before = clock.instant().getEpochSecond() - olderThanSeconds;
        work.write(handle -> handle.execute("delete from daemon_heartbeat where expires_at < ?", before));
    }
}
