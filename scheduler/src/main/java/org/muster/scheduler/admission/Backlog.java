package org.muster.scheduler.admission;

import java.util.random.RandomGenerator;

/**
 * The places that are promised to those sent away: each gets the next one, and they are as far apart as serving one
 * takes, so that those who keep to it never come in a crowd again. A part of the server's time is left for those who
 * were promised nothing. Not thread-safe.
 *
 * <p>Drawing the time of return evenly from the whole backlog looks simpler, but every client that is sent away draws from
 * a longer backlog than the one before, so the nearest minutes are drawn again and again and fill up several times over.
 */
public final class Backlog {

    /** The part of the server's time that is promised. */
    private static final double PROMISED = 0.95;
    /** The time of return is drawn from the place onwards, over this part of the time until then. */
    private static final double JITTER = 0.05;

    private final double nearest;
    private final double farthest;
    private final RandomGenerator random;
    private double bookedUntil = Double.NEGATIVE_INFINITY;

    /**
     * @param nearest seconds from now of the first place; clients wait a minute or more in any case
     * @param farthest seconds from now of the last place
     */
    public Backlog(double nearest, double farthest, RandomGenerator random) {
        this.nearest = nearest;
        this.farthest = farthest;
        this.random = random;
    }

    /**
     * Promises the next place.
     *
     * @param now seconds
     * @param rate requests served in a second
     * @return its time, in seconds of the same clock
     */
    public double next(double now, double rate) {
        double place = Math.max(bookedUntil, now + nearest);
        if (place - now > farthest) {
            return now + farthest * random.nextDouble(0.75, 1);
        }
        bookedUntil = place + 1 / (PROMISED * rate);
        return place + Math.max(nearest, JITTER * (place - now)) * random.nextDouble();
    }

    /** Seconds from now until everybody who was sent away has had its place. */
    public double length(double now) {
        return Math.max(0, bookedUntil - now);
    }
}
