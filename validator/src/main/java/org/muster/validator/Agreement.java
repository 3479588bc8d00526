package org.muster.validator;

/** How far two results agree, as a comparator sees it. */
public enum Agreement {
    /** They say the same: either can stand for both, and such results make a quorum. */
    SAME,
    /** They differ, but as honest computers may: not enough for a quorum, enough for credit. */
    SIMILAR,
    /** They cannot both be right. */
    DIFFERENT
}
