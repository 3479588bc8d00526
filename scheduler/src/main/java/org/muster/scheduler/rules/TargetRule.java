package org.muster.scheduler.rules;

import java.util.Optional;

/** Work that is meant for a computer, an account or a team goes to nobody else. */
public final class TargetRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        return offer.job()
                .placement()
                .destination()
                .filter(destination -> !destination.reaches(situation.claimant()))
                .map(elsewhere -> Refusal.silent(Reason.NOT_THE_TARGET));
    }
}
