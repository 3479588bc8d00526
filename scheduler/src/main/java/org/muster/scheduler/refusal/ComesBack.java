package org.muster.scheduler.refusal;

/** When a refused client may ask again. */
public enum ComesBack {
    /** As after any other request: {@code scheduler.requestDelaySeconds}. */
    AS_USUAL,
    /** After one to two minutes, each client after another while. */
    IN_MINUTES,
    /** After an hour: a person must do something first. */
    IN_AN_HOUR,
    /** After a day: a person must do something first that is seldom done at once. */
    IN_A_DAY,
    /** After {@code scheduler.maintenanceDelaySeconds}. */
    AFTER_MAINTENANCE,
    /** After {@code scheduler.exchange.minSendworkIntervalSeconds}. */
    AFTER_THE_INTERVAL,
    /** When its place in the backlog comes. */
    IN_ITS_PLACE,
    /** When the computer's day ends, but at most after four hours. */
    ON_THE_NEXT_DAY
}
