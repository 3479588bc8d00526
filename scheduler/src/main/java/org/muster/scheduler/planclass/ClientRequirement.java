package org.muster.scheduler.planclass;

import java.util.Optional;

/** The client's release. */
final class ClientRequirement implements Requirement {

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        int release = host.client().version();
        if (!spec.reaches(PlanClassElement.MIN_CORE_CLIENT_VERSION, release)) {
            return Requirement.misfit(
                    MisfitCode.CLIENT_TOO_OLD,
                    "needs BOINC " + written(spec.number(PlanClassElement.MIN_CORE_CLIENT_VERSION)) + " or newer");
        }
        return spec.keepsWithin(PlanClassElement.MAX_CORE_CLIENT_VERSION, release)
                ? Optional.empty()
                : Requirement.misfit(
                        MisfitCode.CLIENT_TOO_NEW,
                        "needs BOINC " + written(spec.number(PlanClassElement.MAX_CORE_CLIENT_VERSION)) + " or older");
    }

    private static String written(double version) {
        long number = (long) version;
        return number / 10_000 + "." + number / 100 % 100 + "." + number % 100;
    }
}
