package org.muster.science.search;

/**
 * Follows a search. The methods are called by the thread that searches, often, and may hold it up (a suspended task)
 * or end the search by throwing (a task that has to quit).
 */
@FunctionalInterface
public interface SearchListener {

    /** A listener that does not care. */
    SearchListener NONE = fraction -> {};

    /**
     * Called after a part of the work.
     *
     * @param fraction how much of the search is done, from 0 to 1, never falling
     */
    void progress(double fraction);

    /** Called after each drift rate with all that is needed to go on from here in another run. */
    default void driftRateDone(SearchState state) {}
}
