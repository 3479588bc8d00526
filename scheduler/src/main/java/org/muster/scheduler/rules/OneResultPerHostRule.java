package org.muster.scheduler.rules;

import java.util.Optional;

/** No computer gets two results of a workunit, so that a fault of the computer is found out. */
public final class OneResultPerHostRule implements CommitRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, long userId, long hostId) {
        return workunit.results().stream().anyMatch(result -> result.hostId() == hostId)
                ? Optional.of(OneResultPerUserRule.HELD)
                : Optional.empty();
    }
}
