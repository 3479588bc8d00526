package org.muster.scheduler.rules.score;

import org.muster.scheduler.rules.Claimant;

/** Who has input files already need not fetch them. */
public final class LocalityTerm implements ScoreTerm {

    @Override
    public double points(Candidate candidate, Claimant claimant) {
        return candidate.application().locality() && candidate.filesHeld() > 0 ? 10 : 0;
    }
}
