package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.scheduler.version.FittedVersion;

/** A rule that looks at an application version on the computer, before a task is looked at. Pure, so thread-safe. */
@FunctionalInterface
public interface VersionRule {

    /** Why this version must not be used now; empty when this rule has nothing against it. */
    Optional<Refusal> refuse(FittedVersion version, Situation situation);
}
