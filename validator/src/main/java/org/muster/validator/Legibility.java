package org.muster.validator;

/** What came of reading a result's output. */
enum Legibility {
    /** It can be compared. */
    READABLE,
    /** It is missing or broken for good. */
    UNUSABLE,
    /** It cannot be read at the moment. */
    UNAVAILABLE
}
