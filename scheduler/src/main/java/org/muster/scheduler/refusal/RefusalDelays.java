package org.muster.scheduler.refusal;

import org.muster.common.config.SchedulerConfig;

/**
 * How many seconds each {@link ComesBack} is in a project. Pure; immutable.
 *
 * @param usual seconds between two requests of a client
 * @param interval seconds in which a client gets work once, 0 for no limit
 * @param maintenance seconds while the project is stopped
 * @param longest most seconds for which a client is sent away because of load
 */
public record RefusalDelays(double usual, double interval, double maintenance, double longest) {

    /** Clients take no longer delay than two days. */
    public static final double LONGEST_OF_ALL = 172_800;

    private static final double HOUR = 3600;
    private static final double DAY = 86_400;
    private static final double FEW_MINUTES = 60;
    /** The client's clock may run a little faster than ours. */
    private static final double FASTER = 1.01;

    /** The delays that a configuration says. */
    public static RefusalDelays of(SchedulerConfig config) {
        return new RefusalDelays(
                config.requestDelaySeconds(),
                config.exchange().minSendworkIntervalSeconds(),
                config.maintenanceDelaySeconds(),
                config.admission().longestDelaySeconds());
    }

    /** The least delay of any reply: a client that keeps to it is never too early. */
    public double least() {
        double afterInterval = interval > 0 ? Math.max(FASTER * interval, interval + 1) : 0;
        return Math.min(LONGEST_OF_ALL, Math.max(usual, afterInterval));
    }

    /**
     * The delay of a refusal.
     *
     * @param comesBack when the client may ask again
     * @param spread 0 to 1, another for each client, so that they do not come together
     * @param dayEnds seconds until the computer's day of the daily limit ends; matters to one line only
     */
    public double seconds(ComesBack comesBack, double spread, double dayEnds) {
        double delay = switch (comesBack) {
            case AS_USUAL -> usual;
            case AFTER_THE_INTERVAL -> least();
            case IN_MINUTES, IN_ITS_PLACE -> Math.min(maintenance, FEW_MINUTES * (1 + spread));
            case IN_AN_HOUR -> HOUR;
            case IN_A_DAY -> DAY;
            case AFTER_MAINTENANCE -> maintenance;
            case ON_THE_NEXT_DAY -> Math.min(dayEnds + FEW_MINUTES * 10 * spread, longest);
        };
        return bounded(delay);
    }

    /** A delay within the bounds of all replies. */
    public double bounded(double delay) {
        return Math.clamp(delay, least(), LONGEST_OF_ALL);
    }
}
