package org.muster.splitter;

import java.time.InstantSource;
import org.muster.science.database.RecordingLease;
import org.muster.science.database.Recordings;

/** Keeps a recording leased while it is worked on. Not thread-safe. */
final class Lease {
    private final Recordings recordings;
    private final RecordingLease lease;
    private final InstantSource clock;
    private final long recordingId;
    private final String recordingName;
    private long renewAt;

    Lease(Recordings recordings, RecordingLease lease, InstantSource clock, long recordingId, String recordingName) {
        this.recordings = recordings;
        this.lease = lease;
        this.clock = clock;
        this.recordingId = recordingId;
        this.recordingName = recordingName;
        this.renewAt = nextRenewal();
    }

    /** Called often during long work; goes to the database when a third of the lease is over. */
    void keepWarm() {
        if (now() >= renewAt) {
            renew();
        }
    }

    /**
     * Renews the lease.
     *
     * @throws LostLeaseException when somebody else has it
     */
    void renew() {
        if (!recordings.renew(recordingId, lease, now())) {
            throw new LostLeaseException(recordingName);
        }
        renewAt = nextRenewal();
    }

    private long nextRenewal() {
        return now() + Math.max(1, lease.seconds() / 3);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
