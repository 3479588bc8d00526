package org.muster.scheduler.rules.score;

import org.muster.scheduler.rules.Claimant;

/** One consideration. Pure, so thread-safe. */
@FunctionalInterface
public interface ScoreTerm {

    /** Points for (above 0) or against (below 0) giving the candidate to the claimant. */
    double points(Candidate candidate, Claimant claimant);
}
