package org.muster.scheduler.request;

/**
 * The work that the client asks for, for its processors.
 *
 * @param refused true when the volunteer wants no new tasks
 * @param seconds processor-seconds wanted, 0 to 28 days
 * @param instances idle processors to be given something at once, 0 and up
 * @param queueDelay seconds until a processor is free, 0 when one is
 */
public record WorkRequest(boolean refused, double seconds, double instances, double queueDelay) {

    private static final double LONGEST = 28 * 86_400.0;

    public WorkRequest {
        seconds = Math.clamp(seconds, 0, LONGEST);
        instances = Math.clamp(instances, 0, 10_000);
        queueDelay = Math.max(0, queueDelay);
    }

    /** Whether any task should be sent. The very first request asks for one second on no processor. */
    public boolean wanted() {
        return !refused && (seconds > 0 || instances > 0);
    }
}
