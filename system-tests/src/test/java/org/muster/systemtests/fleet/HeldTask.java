package org.muster.systemtests.fleet;

/**
 * A task on a computer.
 *
 * @param name the result's name
 * @param begins when its computation begins, by {@link System#nanoTime}
 * @param ends when it ends
 * @param fate how it ends
 */
record HeldTask(String name, long begins, long ends, Fate fate) {

    /** How a task ends: with BOINC's client state 5 (uploaded), 3 (compute error) or 6 (aborted), and an exit status. */
    enum Fate {
        WELL(5, 0),
        FAILED(3, 1),
        ABORTED_BY_OWNER(6, 203),
        ABORTED_BY_PROJECT(6, 202);

        private final int clientState;
        private final int exitStatus;

        Fate(int clientState, int exitStatus) {
            this.clientState = clientState;
            this.exitStatus = exitStatus;
        }

        int clientState() {
            return clientState;
        }

        int exitStatus() {
            return exitStatus;
        }
    }

    boolean hasEnded(long now) {
        return ends - now <= 0;
    }

    boolean hasBegun(long now) {
        return begins - now <= 0;
    }

    HeldTask abortedByProject(long now) {
        return new HeldTask(name, begins, now, Fate.ABORTED_BY_PROJECT);
    }
}
