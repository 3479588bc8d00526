package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.scheduler.version.FittedVersion;

/** A volunteer may keep a kind of processor from us. */
public final class ProcessorPreferenceRule implements VersionRule {

    @Override
    public Optional<Refusal> refuse(FittedVersion version, Situation situation) {
        return situation.claimant().preferences().refusedTypes().contains(version.type())
                ? Optional.of(new Refusal(
                        Reason.PROCESSOR_TYPE_REFUSED,
                        "Tasks for " + version.type().boincName()
                                + " are available, but your preferences are set to not accept them"))
                : Optional.empty();
    }
}
