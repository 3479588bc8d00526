package org.muster.common.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which process a heartbeat comes from.
 *
 * @param host name of the machine
 * @param pid process id on it
 * @param startedAt Unix seconds
 * @param shard which rows it takes
 */
record ProcessIdentity(String host, long pid, long startedAt, Shard shard) {
    static ProcessIdentity ofThisProcess(long now, Shard shard) {
        return new ProcessIdentity(hostName(), ProcessHandle.current().pid(), now, shard);
    }

    /** Unique among all processes that ever were. */
    String instance() {
        return host + ":" + pid + ":" + startedAt;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
