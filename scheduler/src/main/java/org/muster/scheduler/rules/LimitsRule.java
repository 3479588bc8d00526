package org.muster.scheduler.rules;

import java.util.Optional;

/** How many tasks go into one reply, onto one computer, and to one computer a day. */
public final class LimitsRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        Situation.Counts counts = situation.counts();
        Situation.Limits limits = situation.limits();
        if (reached(counts.inProgress(), limits.inProgress())) {
            return Optional.of(new Refusal(
                    Reason.IN_PROGRESS_LIMIT,
                    "This computer has reached a limit of " + limits.inProgress() + " tasks in progress"));
        }
        if (reached(counts.today(), limits.today())) {
            return Optional.of(new Refusal(
                    Reason.DAILY_LIMIT, "This computer has finished a daily quota of " + limits.today() + " tasks"));
        }
        return reached(counts.inReply(), limits.inReply())
                ? Optional.of(Refusal.silent(Reason.REQUEST_FULL))
                : Optional.empty();
    }

    private static boolean reached(int count, int limit) {
        return limit > 0 && count >= limit;
    }
}
