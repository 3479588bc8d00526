package org.muster.scheduler.rules;

import java.util.Optional;

/**
 * A task must be done before its deadline, with the tasks that wait before it. A computer that has nothing to do gets
 * one in any case: the estimate may be wrong, and only trying will tell.
 */
public final class DeadlineRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        boolean inTime = situation.queueDelay() + offer.duration() <= offer.delayBound();
        return situation.queueDelay() == 0 || inTime
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.DEADLINE_TOO_SHORT,
                        "Tasks won't finish in time: this computer needs about "
                                + days(situation.queueDelay() + offer.duration()) + " days, and the deadline is after "
                                + days(offer.delayBound()) + " days."));
    }

    private static String days(double seconds) {
        long tenths = Math.round(seconds / 8640);
        return tenths / 10 + "." + tenths % 10;
    }
}
