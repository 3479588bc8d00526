package org.muster.scheduler.request;

/**
 * A request that waits to be handled. Two of them are never equal, whatever they say.
 */
public final class WaitingRequest {

    private final SchedulerRequest request;
    private final long arrived;
    private final long since;

    /**
     * @param request what it says
     * @param arrived Unix seconds at which it was here
     * @param since when it began to wait, in nanoseconds of {@link System#nanoTime}
     */
    public WaitingRequest(SchedulerRequest request, long arrived, long since) {
        this.since = since;
        this.request = request;
        this.arrived = arrived;
    }

    /** What it says. */
    public SchedulerRequest request() {
        return request;
    }

    /** Unix seconds at which it was here; it may have waited since. */
    public long arrived() {
        return arrived;
    }

    /** When it began to wait, in nanoseconds of {@link System#nanoTime}. */
    public long since() {
        return since;
    }
}
