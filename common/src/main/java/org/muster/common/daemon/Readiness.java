package org.muster.common.daemon;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a process can do its work.
 *
 * @param reasons why not, one for each daemon and the database; empty when it can
 */
record Readiness(List<String> reasons) {
    Readiness {
        reasons = List.copyOf(reasons);
    }

    boolean ready() {
        return reasons.isEmpty();
    }

    /** Judges the states of the daemons, and of the heart, which writes to the database. A pure function. */
    static Readiness of(List<Named> daemons) {
        List<String> reasons = new ArrayList<>();
        for (Named daemon : daemons) {
            switch (daemon.status().state()) {
                case RUNNING -> {}
                case STARTING -> reasons.add(daemon.name() + " is starting");
                case TROUBLED ->
                    reasons.add(
                            daemon.name() + " is in trouble: " + daemon.status().message());
                case STOPPED -> reasons.add(daemon.name() + " has stopped");
            }
        }
        return new Readiness(reasons);
    }

    /** A daemon and what it says of itself. */
    record Named(String name, DaemonStatus status) {}
}
