package org.muster.scheduler.rules;

import java.util.Optional;

/** A plan class may be for workunits of certain ids or batches only. */
public final class PlanClassWorkunitRule implements WorkRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        boolean meant = offer.version()
                .map(fitted -> fitted.workunits()
                        .contains(
                                offer.job().workunitId(),
                                offer.job().placement().batch()))
                .orElse(true);
        return meant ? Optional.empty() : Optional.of(Refusal.silent(Reason.NOT_FOR_PLAN_CLASS));
    }
}
