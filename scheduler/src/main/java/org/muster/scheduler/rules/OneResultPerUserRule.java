package org.muster.scheduler.rules;

import java.util.Optional;

/**
 * No account gets two results of a workunit, so that nobody's results check only themselves. Work that is meant for
 * somebody is not kept from them.
 */
public final class OneResultPerUserRule implements CommitRule {

    static final Refusal HELD = new Refusal(
            Reason.WORKUNIT_ALREADY_HELD,
            "The tasks that are left belong to work of which you already have or had a task");

    @Override
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant) {
        boolean held = offer.job().placement().destination().isEmpty()
                && workunit.results().stream().anyMatch(result -> result.userId() == claimant.user());
        return held ? Optional.of(HELD) : Optional.empty();
    }
}
