package org.muster.web.account;

import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.store.Database;

/**
 * Removes what was kept for a time that is over: by what identifiers other sites knew deleted accounts and hosts, sixty days
 * after the deletion as with BOINC, when all of them have read it; and links to new passwords. In steps, each a statement of
 * its own; several copies do no harm.
 */
public final class ExpiredRows implements Pass {
    /** How long the statistics export names a deleted account or host. */
    static final Duration DELETED_KEPT = Duration.ofDays(60);

    private static final int AT_ONCE = 1000;

    private final Database work;
    private final InstantSource clock;

    public ExpiredRows(Database work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
    }

    @Override
    public PassOutcome run() {
        long now = clock.instant().getEpochSecond();
        long deletedBefore = now - DELETED_KEPT.toSeconds();
        int users = work.transact(handle -> remove(handle, "user_deleted", "create_time", deletedBefore));
        int hosts = work.transact(handle -> remove(handle, "host_deleted", "create_time", deletedBefore));
        int links = work.transact(handle -> remove(handle, "password_reset", "expires_at", now));
        boolean more = users == AT_ONCE || hosts == AT_ONCE || links == AT_ONCE;
        return new PassOutcome(users + hosts + links, more);
    }

    /** Removes the oldest rows up to a moment, along an index of it; how many there were. */
    private static int remove(Handle handle, String table, String column, long until) {
        return handle.execute(
                "delete from " + table + " where " + column + " <= ? order by " + column + " limit " + AT_ONCE, until);
    }
}
