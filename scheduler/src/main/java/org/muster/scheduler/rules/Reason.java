package org.muster.scheduler.rules;

/** Why a task was not given to a computer. */
public enum Reason {
    /** No version of the application runs on the computer. */
    NO_APPLICATION_VERSION,
    /** It needs more memory than may be used. */
    NOT_ENOUGH_MEMORY,
    /** It needs more disk than may be used. */
    NOT_ENOUGH_DISK,
    /** It would not be done in time. */
    DEADLINE_TOO_SHORT,
    /** The computer gets or got another task of the same workunit, or the account did. */
    WORKUNIT_ALREADY_HELD,
    /** The reply carries as many tasks as one may. */
    REQUEST_FULL,
    /** The computer holds as many tasks as it may. */
    IN_PROGRESS_LIMIT,
    /** The computer got as many tasks today as it may. */
    DAILY_LIMIT,
    /** Another scheduler is at work on the workunit. */
    WORKUNIT_BUSY,
    /** The task was given out or withdrawn meanwhile. */
    NOT_UNSENT,
    /** The workunit failed, was cancelled or is finished. */
    WORKUNIT_CLOSED;

    /** Whether no other task can be given either. */
    public boolean endsSearch() {
        return this == REQUEST_FULL || this == IN_PROGRESS_LIMIT || this == DAILY_LIMIT;
    }

    /** Whether the task itself can be given to nobody any more. */
    public boolean endsTask() {
        return this == NOT_UNSENT || this == WORKUNIT_CLOSED;
    }
}
