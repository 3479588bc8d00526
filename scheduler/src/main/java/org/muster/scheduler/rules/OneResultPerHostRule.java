package org.muster.scheduler.rules;

import java.util.Optional;

/** No computer gets two results of a workunit, so that a fault of the computer is found out. */
public final class OneResultPerHostRule implements CommitRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant) {
        return holds(workunit, claimant) ? Optional.of(OneResultPerUserRule.HELD) : Optional.empty();
    }

    static boolean holds(WorkunitNow workunit, Claimant claimant) {
        return workunit.results().stream().anyMatch(result -> result.hostId() == claimant.host());
    }
}
