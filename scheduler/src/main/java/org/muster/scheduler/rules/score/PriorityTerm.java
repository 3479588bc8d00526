package org.muster.scheduler.rules.score;

import org.muster.scheduler.rules.Claimant;

/** What the project finds urgent goes first: a point for every step of priority. */
public final class PriorityTerm implements ScoreTerm {

    @Override
    public double points(Candidate candidate, Claimant claimant) {
        return candidate.job().priority();
    }
}
