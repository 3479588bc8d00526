package org.muster.scheduler.identity;

/** How the row of a request's computer was found. */
public enum Arrival {
    /** By the id it presented. */
    KNOWN,
    /** By following the id it presented to another row, or by its identifier or looks. */
    FOUND_AGAIN,
    /** By its identifier or looks, and its client has lost the tasks it had. */
    STARTED_AFRESH,
    /** It is new. */
    CREATED
}
