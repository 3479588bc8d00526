package org.muster.scheduler.rules;

import java.util.Optional;

/** Applications under test go to those who volunteered for tests. */
public final class BetaRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        return offer.application().beta() && !situation.claimant().preferences().betaAllowed()
                ? Optional.of(new Refusal(
                        Reason.BETA_NOT_ALLOWED,
                        "Test tasks are available; allow test applications in your preferences to get them"))
                : Optional.empty();
    }
}
