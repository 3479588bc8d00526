package org.muster.scheduler.rules;

import java.util.Optional;

/**
 * Results of one workunit check each other, so one reply never carries two, and none that is known to be held already.
 * A broadcast is not checked by anybody: every computer gets its own.
 */
public final class SpreadRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        return situation.workunits().contains(offer.job().workunitId())
                ? Optional.of(OneResultPerUserRule.HELD)
                : Optional.empty();
    }
}
