package org.muster.scheduler.identity;

/** Days as they are counted for daily limits: each computer's begins at its own hour, so that not all come at midnight. */
public final class HostDay {

    private static final long SECONDS = 86_400;
    private static final long SPREAD = 40_503;

    private HostDay() {}

    /** How many tasks a computer got so far on the day of {@code now}. */
    public static int sentToday(HostRow host, long now) {
        return begins(host, now) ? 0 : host.sentToday();
    }

    /** Whether a computer's day has begun since its last request. */
    public static boolean begins(HostRow host, long now) {
        return day(host.id(), host.lastRequest()) != day(host.id(), now);
    }

    /**
     * Seconds until a computer's day ends.
     *
     * @param host the id of its row
     * @param now Unix seconds
     */
    public static long secondsLeft(long host, long now) {
        return SECONDS - Math.floorMod(now + Math.floorMod(host * SPREAD, SECONDS), SECONDS);
    }

    private static long day(long host, long time) {
        return Math.floorDiv(time + Math.floorMod(host * SPREAD, SECONDS), SECONDS);
    }
}
