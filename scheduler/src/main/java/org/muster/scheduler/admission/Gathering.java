package org.muster.scheduler.admission;

/**
 * Whether requests that wait should wait for more to come. Where few are inside they never do. Where a hundred or more were
 * inside at once a moment ago, as many will come in the next quarter of a second, and a batch of all of them costs the database
 * little more than one of the first; so it is held back until it is large, or for {@value #LONGEST} nanoseconds. Times are
 * those of {@link System#nanoTime}. Not thread-safe.
 */
final class Gathering {
    /** So many inside at once are a crowd. */
    static final int CROWD = 100;
    /** So many wait for no more. */
    static final int ENOUGH = 250;
    /** Nobody waits longer for others, in nanoseconds. */
    static final long LONGEST = 250_000_000;
    /** A crowd is remembered for one to two of these, in nanoseconds. */
    static final long MOMENT = 1_000_000_000;

    private final int enough;
    private long began;
    private int mostNow;
    private int mostBefore;
    private long first;
    private boolean some;

    /** @param most requests of a batch; for no more than that anybody waits */
    Gathering(int most, long now) {
        this.enough = Math.min(ENOUGH, most);
        this.began = now;
    }

    /**
     * A request has come.
     *
     * @param inside how many are inside now, whether they wait or are being handled
     */
    void came(int inside, long now) {
        long since = now - began;
        if (since > MOMENT) {
            mostBefore = since > 2 * MOMENT ? 0 : mostNow;
            mostNow = 0;
            began = now;
        }
        mostNow = Math.max(mostNow, inside);
        if (!some) {
            some = true;
            first = now;
        }
    }

    /** Those who waited have been taken, all or as many as fit. */
    void taken() {
        some = false;
    }

    /**
     * How many nanoseconds they should wait still; 0 or less when they should not.
     *
     * @param ready how many could be taken now
     */
    long patience(int ready, long now) {
        boolean crowd = Math.max(mostNow, mostBefore) >= CROWD;
        return crowd && ready < enough ? first + LONGEST - now : 0;
    }
}
