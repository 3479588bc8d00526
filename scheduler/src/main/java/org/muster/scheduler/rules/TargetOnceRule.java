package org.muster.scheduler.rules;

import java.util.Optional;

/** Work that is meant for somebody goes to each of their computers once, whatever the project allows otherwise. */
public final class TargetOnceRule implements CommitRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant) {
        boolean again =
                offer.job().placement().destination().isPresent() && OneResultPerHostRule.holds(workunit, claimant);
        return again ? Optional.of(OneResultPerUserRule.HELD) : Optional.empty();
    }
}
