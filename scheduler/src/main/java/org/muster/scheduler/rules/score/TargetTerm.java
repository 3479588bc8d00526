package org.muster.scheduler.rules.score;

import org.muster.scheduler.rules.Claimant;

/** Work that is meant for this computer, account or team goes before all other. */
public final class TargetTerm implements ScoreTerm {

    /** More than any priority that people use. */
    private static final double FIRST = 1e6;

    @Override
    public double points(Candidate candidate, Claimant claimant) {
        return candidate.job().placement().destination().isPresent() ? FIRST : 0;
    }
}
