package org.muster.scheduler.rules;

/**
 * Why a task was not given to a computer. The names are codes: they stand in logs and metrics, and in the module's
 * README with what volunteers read.
 */
public enum Reason {
    /** The reply carries as many tasks as one may. */
    REQUEST_FULL(Scope.SEARCH, false),
    /** The computer holds as many tasks as the project lets it. */
    IN_PROGRESS_LIMIT(Scope.SEARCH, false),
    /** The computer holds as many tasks as the volunteer lets it. */
    MAX_JOBS_PREFERENCE(Scope.SEARCH, false),
    /** The computer holds as many tasks for this kind of processor as it may. */
    IN_PROGRESS_LIMIT_FOR_PROCESSOR(Scope.SHAPE, false),
    /** The computer holds as many tasks of the application as it may. */
    IN_PROGRESS_LIMIT_FOR_APPLICATION(Scope.SHAPE, false),
    /** The computer has its one task of an application that hardly uses the processor. */
    NON_CPU_INTENSIVE_HELD(Scope.SHAPE, false),
    /** The computer gets or got another task of the same workunit, or the account did. */
    WORKUNIT_ALREADY_HELD(Scope.TASK, false),
    /** The workunit is meant for another computer, account or team. */
    NOT_THE_TARGET(Scope.TASK, false),
    /** The volunteer chose other applications. */
    APPLICATION_NOT_SELECTED(Scope.SHAPE, false),
    /** The application is under test, and the volunteer does not take part in tests. */
    BETA_NOT_ALLOWED(Scope.SHAPE, false),
    /** No version of the application runs on the computer. */
    NO_APPLICATION_VERSION(Scope.SHAPE, true),
    /** The volunteer does not let us use the kind of processor that the version needs. */
    PROCESSOR_TYPE_REFUSED(Scope.SHAPE, true),
    /** No more is wanted for the kind of processor that the version needs. */
    PROCESSOR_TYPE_NOT_WANTED(Scope.SHAPE, false),
    /** The computer got as many tasks today with this version as it may. */
    DAILY_LIMIT(Scope.SHAPE, false),
    /** It is not known to which class the computer belongs, and the application needs to know. */
    HOMOGENEOUS_CLASS_UNKNOWN(Scope.SHAPE, true),
    /** The workunit is kept to another class of computers. */
    OTHER_HOMOGENEOUS_CLASS(Scope.SHAPE, true),
    /** The workunit is kept to another version of the application. */
    OTHER_VERSION(Scope.TASK, true),
    /** The version's plan class is for other workunits. */
    NOT_FOR_PLAN_CLASS(Scope.TASK, false),
    /** It needs more memory than may be used. */
    NOT_ENOUGH_MEMORY(Scope.SHAPE, true),
    /** It needs more disk than may be used. */
    NOT_ENOUGH_DISK(Scope.SHAPE, true),
    /** It needs a faster network. */
    NOT_ENOUGH_BANDWIDTH(Scope.SHAPE, true),
    /** It is a retry, and kept for computers that are quick and seldom wrong. */
    NOT_RELIABLE(Scope.SHAPE, true),
    /** It would not be done in time. */
    DEADLINE_TOO_SHORT(Scope.SHAPE, true),
    /** Another scheduler is at work on the workunit. */
    WORKUNIT_BUSY(Scope.TASK, false),
    /** The task was given out or withdrawn meanwhile. */
    NOT_UNSENT(Scope.TASK, false),
    /** The workunit failed, was cancelled or is finished. */
    WORKUNIT_CLOSED(Scope.TASK, false);

    private enum Scope {
        /** No other task can be given either. */
        SEARCH,
        /** No task that is alike can be given either. */
        SHAPE,
        /** It is about this task alone. */
        TASK
    }

    private final Scope scope;
    private final boolean computersFault;

    Reason(Scope scope, boolean computersFault) {
        this.scope = scope;
        this.computersFault = computersFault;
    }

    /** Whether no other task can be given either. */
    public boolean endsSearch() {
        return scope == Scope.SEARCH;
    }

    /** Whether no task of the same application, priority and needs can be given either. */
    public boolean endsShape() {
        return scope != Scope.TASK;
    }

    /** Whether the task itself can be given to nobody any more. */
    public boolean endsTask() {
        return this == NOT_UNSENT || this == WORKUNIT_CLOSED;
    }

    /** Whether the computer is of the wrong kind, so that a task refused by everybody is in the wrong cache. */
    public boolean ages() {
        return computersFault;
    }
}
