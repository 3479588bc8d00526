package org.muster.scheduler.rules;

import java.util.Optional;

/**
 * Where an application wants it, all results of a workunit are computed with one version. A volunteer's own
 * program is no version that others could have.
 */
public final class HomogeneousVersionRule implements CommitRule {

    @Override
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant) {
        if (!offer.application().sameVersion()) {
            return Optional.empty();
        }
        long committed = workunit.commitment().versionId();
        long version = offer.version().orElseThrow().version().id();
        boolean volunteersOwn = version <= 0;
        return volunteersOwn || (committed != 0 && committed != version)
                ? Optional.of(Refusal.silent(Reason.OTHER_VERSION))
                : Optional.empty();
    }
}
