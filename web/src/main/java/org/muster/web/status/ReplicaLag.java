package org.muster.web.status;

/** How far a copy of the database is behind the original. */
sealed interface ReplicaLag {
    /** None is configured. */
    record None() implements ReplicaLag {}

    /** It cannot be reached, or has nothing yet. */
    record Away(String reason) implements ReplicaLag {}

    /** It shows the state of so many seconds ago; exact to the collector's pause of some seconds. */
    record Behind(long seconds) implements ReplicaLag {}

    /**
     * Judges by a row that is written anew every few seconds.
     *
     * @param original when the original's row was written, Unix seconds
     * @param copy when the copy's row was written; 0 when it has none
     */
    static ReplicaLag of(long original, long copy, long now) {
        if (copy <= 0) {
            return new Away("it has no counts yet");
        }
        return new Behind(copy >= original ? 0 : Math.max(0, now - copy));
    }
}
