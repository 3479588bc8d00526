package org.muster.scheduler;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.muster.scheduler.request.SchedulerRequest;

/**
 * One request of a computer at a time in this process. A client asks again only when it has given up on its former
 * request, so the later one waits for the earlier one and then counts; it is never told to go away. Between processes
 * the conditional updates of rows keep order. Thread-safe.
 */
final class HostLocks {

    private static final int STRIPES = 1024;

    private final Lock[] stripes = new Lock[STRIPES];

    HostLocks() {
        for (int at = 0; at < STRIPES; at++) {
            stripes[at] = new ReentrantLock();
        }
    }

    /** The lock of the computer that sent a request; others may share it. */
    Lock of(SchedulerRequest request) {
        long hostId = request.credentials().hostId();
        int hash = hostId != 0
                ? Long.hashCode(hostId)
                : 31 * request.credentials().authenticator().hashCode()
                        + request.host().name().crossProjectId().hashCode();
        return stripes[Math.floorMod(hash, STRIPES)];
    }
}
