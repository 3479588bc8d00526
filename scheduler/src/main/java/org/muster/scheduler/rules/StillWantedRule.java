package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.common.model.ServerState;
import org.muster.scheduler.work.Destination;

/** The task must still be unsent and its workunit still open; both may have changed since the cache was filled.
 * So may whom it is meant for. A broadcast goes on after one of its results was found valid. */
public final class StillWantedRule implements CommitRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant) {
        boolean broadcast = offer.job()
                .placement()
                .destination()
                .filter(Destination::broadcast)
                .isPresent();
        boolean othersWork =
                workunit.targeted() && offer.job().placement().destination().isEmpty();
        if (workunit.errorMask() != 0 || (workunit.hasCanonical() && !broadcast) || othersWork) {
            return Optional.of(Refusal.silent(Reason.WORKUNIT_CLOSED));
        }
        boolean unsent = workunit.results().stream()
                .anyMatch(result -> result.id() == offer.job().resultId() && result.state() == ServerState.UNSENT);
        return unsent ? Optional.empty() : Optional.of(Refusal.silent(Reason.NOT_UNSENT));
    }
}
