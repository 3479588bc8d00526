package org.muster.scheduler.report;

import org.muster.scheduler.request.ReportedResult;

/**
 * A report that its task's row takes over.
 *
 * @param task the row as it was read
 * @param result what was reported
 * @param runtime its times, made plausible
 * @param sender who reported it
 */
record AcceptedReport(TaskRow task, ReportedResult result, ReportedResult.Runtime runtime, Sender sender) {

    /** A computer, and the team of its account, 0 for none. */
    record Sender(long hostId, long team) {}
}
