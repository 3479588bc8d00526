package org.muster.scheduler.rules;

import java.util.Optional;

/** A reply carries so many tasks; the client asks again when it wants more. */
public final class RequestSizeRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        int most = situation.limits().inReply();
        return most > 0 && situation.counts().inReply() >= most
                ? Optional.of(Refusal.silent(Reason.REQUEST_FULL))
                : Optional.empty();
    }
}
