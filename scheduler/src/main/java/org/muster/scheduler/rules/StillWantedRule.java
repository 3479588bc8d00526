package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.common.model.ServerState;

/** The task must still be unsent and its workunit still open; both may have changed since the cache was filled. */
public final class StillWantedRule implements CommitRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant) {
        if (workunit.errorMask() != 0 || workunit.hasCanonical()) {
            return Optional.of(Refusal.silent(Reason.WORKUNIT_CLOSED));
        }
        boolean unsent = workunit.results().stream()
                .anyMatch(result -> result.id() == offer.job().resultId() && result.state() == ServerState.UNSENT);
        return unsent ? Optional.empty() : Optional.of(Refusal.silent(Reason.NOT_UNSENT));
    }
}
