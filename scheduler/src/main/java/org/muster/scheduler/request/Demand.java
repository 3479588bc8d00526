package org.muster.scheduler.request;

/**
 * What the client asks for one type of processor.
 *
 * @param seconds processor-seconds wanted, 0 to 28 days
 * @param instances idle processors to be given something at once, 0 and up
 * @param queueDelay seconds until a processor is free, 0 when one is
 */
public record Demand(double seconds, double instances, double queueDelay) {

    /** Nothing. */
    public static final Demand NONE = new Demand(0, 0, 0);

    private static final double LONGEST = 28 * 86_400.0;
    private static final double MOST_INSTANCES = 10_000;
    private static final double LONGEST_QUEUE = 100 * 365 * 86_400.0;

    public Demand {
        seconds = bounded(seconds, LONGEST);
        instances = bounded(instances, MOST_INSTANCES);
        queueDelay = bounded(queueDelay, LONGEST_QUEUE);
    }

    private static double bounded(double number, double most) {
        return number > 0 ? Math.min(number, most) : 0;
    }

    /** Whether anything is asked for. */
    public boolean wanted() {
        return seconds > 0 || instances > 0;
    }
}
