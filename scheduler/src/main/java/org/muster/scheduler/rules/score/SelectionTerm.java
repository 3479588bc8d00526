package org.muster.scheduler.rules.score;

import org.muster.scheduler.rules.Claimant;

/** Applications that the volunteer did not choose come after those that they chose. */
public final class SelectionTerm implements ScoreTerm {

    @Override
    public double points(Candidate candidate, Claimant claimant) {
        return claimant.preferences().selects(candidate.application().id()) ? 0 : -1;
    }
}
