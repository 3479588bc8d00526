package org.muster.scheduler.admission;

/**
 * How many requests are served in a second, from how long each of the last ones took: an exponentially weighted mean over
 * about the last hundred. Thread-safe.
 */
public final class ServiceRate {

    private static final double WEIGHT = 0.02;
    /** Until something was measured. */
    private static final double FIRST_GUESS = 0.02;

    private static final double LEAST = 1e-4;

    private final int turns;
    private double secondsEach = FIRST_GUESS;

    /** @param turns how many are served at once, or how many batches */
    public ServiceRate(int turns) {
        this.turns = turns;
    }

    /** Notes that one took so many seconds. */
    public void served(double seconds) {
        served(1, seconds);
    }

    /** Notes that so many together took so many seconds. */
    public synchronized void served(int requests, double seconds) {
        double weight = 1 - Math.pow(1 - WEIGHT, requests);
        secondsEach += weight * (seconds / requests - secondsEach);
    }

    /** Requests in a second, with every turn taken. */
    public synchronized double perSecond() {
        return turns / Math.max(LEAST, secondsEach);
    }
}
