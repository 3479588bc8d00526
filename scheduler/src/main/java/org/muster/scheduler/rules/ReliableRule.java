package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.scheduler.version.FittedVersion;

/** Retries are kept for computers that are quick and right, so that a workunit is soon done. */
public final class ReliableRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        return wanted(offer, situation.limits()) && !reliable(offer, situation.limits())
                ? Optional.of(new Refusal(
                        Reason.NOT_RELIABLE,
                        "Tasks are waiting, but they are kept for computers that have been quick and right so far"))
                : Optional.empty();
    }

    /** Whether a task is kept for reliable computers. Those of applications under test go to anybody. */
    static boolean wanted(Offer offer, Limits limits) {
        return offer.version().isPresent()
                && !offer.application().beta()
                && wanted(offer.job().priority(), limits);
    }

    /** Whether a priority is that of a retry. */
    static boolean wanted(int priority, Limits limits) {
        int threshold = limits.reliable().onPriority();
        return threshold > 0 && priority >= threshold;
    }

    static boolean reliable(Offer offer, Limits limits) {
        return offer.version().map(FittedVersion::history).stream()
                .anyMatch(history -> Trust.reliable(history, limits.reliable(), limits.quota()));
    }

    /** Seconds until the deadline of a task: retries are wanted sooner. */
    public static long delayBound(long delayBound, int priority, Limits limits) {
        double factor = limits.reliable().reducedDelayBound();
        return factor > 0 && wanted(priority, limits) ? Math.max(1, (long) (delayBound * factor)) : delayBound;
    }
}
