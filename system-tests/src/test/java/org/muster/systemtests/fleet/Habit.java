package org.muster.systemtests.fleet;

/** What a computer, its owner or its line does wrong now and then. */
enum Habit {
    /** Every third reply never arrives; the client goes on without it. */
    LOSES_REPLIES,
    /** Every third request arrives twice at the same time, at both schedulers; one of the replies is seen. */
    ASKS_TWICE,
    /** Half of the tasks end with an error. */
    FAILS,
    /** The owner aborts half of the tasks. */
    ABORTS,
    /** Half of the results are wrong. */
    ERRS,
    /** Every fourth task is reported long after its deadline. */
    IS_LATE,
    /** Takes work once and is never heard of again. */
    VANISHES,
    /** Detaches now and then, forgetting all, and attaches again. */
    REATTACHES,
    /** Its disk is restored from a backup now and then: older number, older list of tasks. */
    IS_RESTORED,
    /** Its disk is copied to a second machine, and both go on. */
    IS_COPIED,
    /** Its clock is a day off. */
    CLOCK_WRONG,
    /** Shares its machine with other clients. */
    SHARES
}
