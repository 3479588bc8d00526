package org.muster.scheduler.report;

import java.util.Optional;

/**
 * What becomes of one reported task. Pure; the table is in the module's README. A report is acknowledged in every case:
 * what cannot be used must not come again. Source: handling of reported results in the BOINC scheduler RPC.
 */
public enum ReportDecision {
    /** It is taken. */
    ACCEPT,
    /** It came after its deadline, or after its client had started afresh, and is taken all the same. */
    ACCEPT_LATE,
    /** There is no such task. */
    UNKNOWN,
    /** It was never given out. */
    NEVER_SENT,
    /** Another account's computer has it. */
    FOREIGN,
    /** It was taken before and succeeded, so the reply to that report was lost, and what else was in it. */
    REPEATED_SUCCESS,
    /** It was taken before, or is not wanted any more. */
    REPEATED;

    /**
     * Decides.
     *
     * @param row the task's row, if there is one
     * @param hostId the computer that reports
     * @param userId its account
     */
    public static ReportDecision of(Optional<TaskRow> row, long hostId, long userId) {
        if (row.isEmpty()) {
            return UNKNOWN;
        }
        TaskRow task = row.get();
        return switch (task.state()) {
            case INACTIVE, UNSENT -> NEVER_SENT;
            case IN_PROGRESS -> {
                if (task.times().received() != 0) {
                    yield REPEATED;
                }
                yield belongs(task, hostId, userId) ? ACCEPT : FOREIGN;
            }
            case OVER -> over(task, hostId, userId);
        };
    }

    private static ReportDecision over(TaskRow task, long hostId, long userId) {
        return switch (task.outcome()) {
            case NO_REPLY, CLIENT_DETACHED -> belongs(task, hostId, userId) ? ACCEPT_LATE : FOREIGN;
            case SUCCESS -> belongs(task, hostId, userId) ? REPEATED_SUCCESS : REPEATED;
            case INIT, COULDNT_SEND, CLIENT_ERROR, DIDNT_NEED, VALIDATE_ERROR -> REPEATED;
        };
    }

    /** Another computer of the same account may report: clients' state is copied from machine to machine. */
    private static boolean belongs(TaskRow task, long hostId, long userId) {
        return task.holder().hostId() == hostId || task.holder().userId() == userId;
    }

    /** Whether the task's row takes over what was reported. */
    public boolean accepted() {
        return this == ACCEPT || this == ACCEPT_LATE;
    }
}
