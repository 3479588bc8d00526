package org.muster.control.fsck;

/** How many of a result's output files are there and whole; files that it can do without do not count. */
enum Outputs {
    /** Its document names none. */
    NONE_NAMED,
    /** All. */
    ALL,
    /** Some, or one that is not as it was sent. */
    SOME,
    /** None. */
    NONE;

    /** Whether it can be read. */
    boolean areLacking() {
        return this == SOME || this == NONE;
    }
}
