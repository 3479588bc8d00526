package org.muster.science.spikes;

/** How far two lists of spikes agree. */
public enum Similarity {
    /** Every spike of each list is in the other: either can stand for both. */
    STRONG,
    /** At least half of the spikes of each list are in the other: honest work, but not to be trusted alone. */
    WEAK,
    /** Less than that, or not about the same search. */
    DIFFERENT
}
