package org.muster.scheduler.rules.score;

import org.muster.scheduler.rules.Claimant;

/** Who volunteers for tests gets tests first. */
public final class BetaTerm implements ScoreTerm {

    @Override
    public double points(Candidate candidate, Claimant claimant) {
        return candidate.application().beta() && claimant.preferences().betaAllowed() ? 1 : 0;
    }
}
