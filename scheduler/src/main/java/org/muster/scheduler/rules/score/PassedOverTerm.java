package org.muster.scheduler.rules.score;

import org.muster.scheduler.rules.Claimant;

/** What others could not take is given to one who can, before it ages out of the cache. */
public final class PassedOverTerm implements ScoreTerm {

    @Override
    public double points(Candidate candidate, Claimant claimant) {
        return candidate.passedOver() ? 1 : 0;
    }
}
