package org.muster.science.app;

import java.time.Duration;

/**
 * The CPU time of a task.
 *
 * @param before what earlier runs used, in seconds
 */
record CpuTime(double before) {

    /** The CPU time of all runs including this one, in seconds. */
    double seconds() {
        Duration now = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return before + now.toNanos() / 1e9;
    }
}
