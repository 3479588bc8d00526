package org.muster.scheduler.report;

/**
 * What becomes of a task that was given to a computer whose client does not know of it: the reply that carried it was
 * lost. It is sent again if it is still wanted and can still be done in time, otherwise given up so that another
 * computer gets it. Pure. Source: resending of lost results in the BOINC scheduler RPC.
 */
public sealed interface LostTask {

    /**
     * Send it again.
     *
     * @param deadline what the client is told, Unix seconds
     */
    record Resend(long deadline) implements LostTask {}

    /** Give it up. */
    record Expire() implements LostTask {}

    /**
     * Decides.
     *
     * @param task its row
     * @param runnable whether the computer has a version of its application
     * @param duration seconds the computer needs until it is done, its queue included
     * @param gracePeriod seconds that the row's deadline is later than what the client was told
     * @param now Unix seconds
     */
    static LostTask of(TaskRow task, boolean runnable, double duration, long gracePeriod, long now) {
        long told = task.times().deadline() - gracePeriod;
        long halfAgain = now + (told - task.times().sent()) / 2;
        long deadline =
                Math.min(Math.max(told, halfAgain), now + task.workunit().delayBound());
        boolean wanted = task.workunit().errorMask() == 0 && !task.workunit().hasCanonical();
        return wanted && runnable && now + duration <= deadline ? new Resend(deadline) : new Expire();
    }
}
