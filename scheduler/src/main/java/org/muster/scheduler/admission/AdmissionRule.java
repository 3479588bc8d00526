package org.muster.scheduler.admission;

/**
 * Whether a request is let in. Pure.
 *
 * @param longestWait seconds that a request may wait for its turn
 */
public record AdmissionRule(double longestWait) {

    /**
     * What speaks for a request.
     *
     * @param brings whether it brings finished work or messages
     * @param promised when it was asked to come back, in seconds of the clock of {@code now}; NaN when it was not sent away
     */
    public static Standing standing(boolean brings, double promised, double now) {
        if (Double.isNaN(promised)) {
            return brings ? Standing.REPORTS : Standing.WANTS_WORK;
        }
        return now < promised ? Standing.TOO_EARLY : Standing.AS_ASKED;
    }

    /**
     * Whether there is room.
     *
     * @param waiting requests that wait for their turn
     * @param rate requests that are served in a second
     */
    public boolean admits(Standing standing, int waiting, double rate) {
        return waiting == 0 || waiting / rate < standing.share() * longestWait;
    }

    /**
     * When a request is served: the one with the smallest value first. Who brings work goes before those who only want
     * some and came up to half the longest wait earlier, so nobody waits for ever.
     */
    public double rank(Standing standing, double now) {
        return now + standing.handicap() * longestWait;
    }

    /** Seconds after which a request that is still waiting is sent away after all. */
    public double patience() {
        return 1.5 * longestWait;
    }
}
