package org.muster.scheduler.rules.score;

import java.util.List;
import org.muster.scheduler.rules.Claimant;

/** The sum of all considerations. Pure; costs some tens of nanoseconds. */
public final class Score {

    private static final List<ScoreTerm> TERMS = List.of(
            new PriorityTerm(),
            new PassedOverTerm(),
            new BetaTerm(),
            new SelectionTerm(),
            new LocalityTerm(),
            new TargetTerm());

    private Score() {}

    /** The candidate with the most points is looked at first. */
    public static double of(Candidate candidate, Claimant claimant) {
        double points = 0;
        for (ScoreTerm term : TERMS) {
            points += term.points(candidate, claimant);
        }
        return points;
    }
}
