package org.muster.scheduler.rules;

import java.util.Optional;

/** A rule that looks at a task and at what a computer can take. Pure, so thread-safe. */
@FunctionalInterface
public interface WorkRule {

    /** Why this task must not be given now; empty when this rule has nothing against it. */
    Optional<Refusal> refuse(Offer offer, Situation situation);
}
