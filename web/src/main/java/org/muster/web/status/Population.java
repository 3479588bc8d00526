package org.muster.web.status;

import java.util.Map;

/**
 * What changes slowly: who takes part, and how long tasks take.
 *
 * @param gigaflops speed of the whole project, from the recent average credit of its users decayed to now
 * @param totalCredit cobblestones granted so far
 * @param runtimes by application id; applications without a recent valid result are missing
 */
record Population(Group users, Group hosts, double gigaflops, double totalCredit, Map<Long, AppRuntime> runtimes) {

    /**
     * A group of users or hosts.
     *
     * @param withRecentCredit recent average credit above 1
     * @param withCredit total credit above 1
     * @param registeredLately within the last 24 hours
     */
    record Group(long withRecentCredit, long withCredit, long registeredLately) {}
}
