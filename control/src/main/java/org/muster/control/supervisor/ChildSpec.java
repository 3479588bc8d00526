package org.muster.control.supervisor;

import java.util.List;
import org.muster.common.daemon.Shard;

/**
 * One process that is to run on this machine.
 *
 * @param name unique on the machine: the configured name, with the copy's number if there are several
 * @param kind the configured name
 * @param daemons the daemons in it
 * @param shard which rows it takes
 * @param memoryBytes resident memory above which it is started anew
 */
public record ChildSpec(String name, String kind, List<String> daemons, Shard shard, long memoryBytes) {

    /** Whether an operator means it by this name: its own, its kind's, or that of a daemon in it. */
    public boolean isMeantBy(String given) {
        return given.equals(name) || given.equals(kind) || daemons.contains(given);
    }
}
