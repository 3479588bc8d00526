package org.muster.common.credit;

/**
 * Recent average credit: credit per day, of which half is forgotten every week.
 *
 * @param perDay credits a day at {@code time}
 * @param time Unix seconds of the last change; 0 when there was none
 */
public record RecentCredit(double perDay, double time) {

    /** Seconds in which half of the average is forgotten. */
    public static final double HALF_LIFE = 7 * 86_400;

    /** No credit yet. */
    public static final RecentCredit NONE = new RecentCredit(0, 0);

    private static final double DAY = 86_400;
    private static final double LEAST_FORGOTTEN = 1e-6;

    /**
     * The average after more credit, thought to have been earned evenly since the last change; for the first credit,
     * since the work began. Credits granted at one moment may be added up and given as one.
     *
     * @param now Unix seconds
     * @param workBegan Unix seconds at which the earliest work for this credit was sent; looked at only the first time
     * @param credit credits earned, 0 to let the average fade
     */
    public RecentCredit with(double now, double workBegan, double credit) {
        if (time == 0) {
            // A job sent and granted within one second would otherwise have an infinite rate.
            return credit == 0
                    ? new RecentCredit(perDay, now)
                    : new RecentCredit(credit / days(now - workBegan, 1), now);
        }
        double passed = Math.max(0, now - time);
        double kept = Math.exp(-passed * Math.log(2) / HALF_LIFE);
        double earned = 1 - kept > LEAST_FORGOTTEN
                ? (1 - kept) * credit / days(passed, 0)
                : Math.log(2) * credit * DAY / HALF_LIFE;
        return new RecentCredit(perDay * kept + earned, now);
    }

    private static double days(double seconds, double atLeast) {
        return Math.max(seconds, atLeast) / DAY;
    }
}
