package org.muster.common.daemon;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which process a heartbeat comes from.
 *
 * @param host name of the machine
 * @param pid process id on it
 * @param startedAt Unix seconds
 * @param shard which rows it takes
 * @param copy which of several in one JVM, 1 and up
 */
record ProcessIdentity(String host, long pid, long startedAt, Shard shard, int copy) {
    private static final AtomicInteger COPIES = new AtomicInteger();

    static ProcessIdentity ofThisProcess(long now, Shard shard) {
        return new ProcessIdentity(
                ThisMachine.name(), ProcessHandle.current().pid(), now, shard, COPIES.incrementAndGet());
    }

    /** Unique among all processes that ever were. */
    String instance() {
        return host + ":" + pid + ":" + startedAt + ":" + copy;
    }
}
