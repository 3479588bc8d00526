package org.muster.splitter;

/** What becomes of a recording that could not be read, or in which something went wrong. */
sealed interface RetryDecision {
    /** Failures in a row after which a recording is blocked. */
    int MOST_ATTEMPTS = 5;

    /** Seconds before the second attempt; doubled for each further one. */
    int FIRST_PAUSE_SECONDS = 2;

    /**
     * Try again.
     *
     * @param seconds after so long
     */
    record TryAgain(int seconds) implements RetryDecision {}

    /** Leave it to an operator. */
    record GiveUp() implements RetryDecision {}

    /**
     * Decides. Pure.
     *
     * @param failedBefore failures in a row before this one
     */
    static RetryDecision decide(int failedBefore) {
        return failedBefore + 1 >= MOST_ATTEMPTS ? new GiveUp() : new TryAgain(FIRST_PAUSE_SECONDS << failedBefore);
    }
}
