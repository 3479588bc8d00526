package org.muster.scheduler.report;

import org.muster.scheduler.request.ReportedResult;

/**
 * Makes reported times possible, because credit is computed from them: elapsed time is at least the processor time (a
 * task runs on one processor), at most the time since the task was sent; processor time at most elapsed time on all
 * processors. Both moments are known to the second only, so up to a second more is possible: a task that is sent and
 * reported within one second was not computed in none. Pure. Source: sanity checks of reported results in the BOINC
 * scheduler RPC.
 */
final class PlausibleRuntime {

    /** Seconds by which two moments may be farther apart than their whole seconds say. */
    private static final int RESOLUTION = 1;

    private PlausibleRuntime() {}

    /**
     * @param reported what the client says
     * @param sent Unix seconds, when the task was sent
     * @param received Unix seconds, when the report came
     * @param processors of the computer
     */
    static ReportedResult.Runtime of(ReportedResult.Runtime reported, long sent, long received, int processors) {
        double processorTime = Math.max(0, reported.cpuTime());
        double elapsed = Math.max(processorTime, reported.elapsedTime());
        if (received >= sent) {
            elapsed = Math.min(elapsed, received - sent + RESOLUTION);
        }
        return new ReportedResult.Runtime(
                Math.min(processorTime, elapsed * processors),
                elapsed,
                reported.workingSet(),
                reported.swap(),
                reported.disk());
    }
}
