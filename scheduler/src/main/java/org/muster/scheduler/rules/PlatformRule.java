package org.muster.scheduler.rules;

import java.util.Optional;

/** A task needs a version of its application that the computer can run, and may run now. */
public final class PlatformRule implements WorkRule {

    private static final Refusal NONE = new Refusal(
            Reason.NO_APPLICATION_VERSION,
            "Tasks are waiting, but their application is not available for your type of computer");

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        return offer.version().isPresent()
                ? Optional.empty()
                : Optional.of(offer.unversioned().orElse(NONE));
    }
}
