package org.muster.splitter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;
import org.muster.science.database.Recordings;

/**
 * The names under which splitters hold leases: machine, process and a number that nobody else has. The first two let a splitter
 * that starts after a crash see that its forerunner is dead, and go on at once instead of when the lease ends.
 */
final class LeaseHolders {
    private LeaseHolders() {}

    /** A name for one splitter of this process. */
    static String newName() {
        return name(ProcessHandle.current().pid());
    }

    static String name(long pid) {
        return machine() + ":" + pid + ":" + UUID.randomUUID();
    }

    /** Ends the leases of splitters of this machine whose processes are gone. */
    static void endThoseOfTheDead(Recordings recordings, long now) {
        for (String holder : recordings.holders(now)) {
            if (isDead(holder)) {
                recordings.endLeases(holder);
            }
        }
    }

    private static boolean isDead(String holder) {
        return pidOnThisMachine(holder)
                .filter(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty())
                .isPresent();
    }

    private static Optional<Long> pidOnThisMachine(String holder) {
        String prefix = machine() + ":";
        int end = holder.lastIndexOf(':');
        if (!holder.startsWith(prefix) || end <= prefix.length()) {
            return Optional.empty();
        }
        String pid = holder.substring(prefix.length(), end);
        return pid.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(pid)) : Optional.empty();
    }

    private static String machine() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(name.length(), 100));
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
