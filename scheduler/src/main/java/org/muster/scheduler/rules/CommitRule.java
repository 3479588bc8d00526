package org.muster.scheduler.rules;

import java.util.Optional;

/** A rule that looks at a workunit's rows while the transaction that gives the task away holds them. Pure. */
@FunctionalInterface
public interface CommitRule {

    /** Why this task must not be given away; empty when this rule has nothing against it. */
    Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant);
}
