package org.muster.scheduler.planclass;

import java.util.Optional;
import org.muster.scheduler.request.HostFacts;

/** The operating system and its C library. */
final class SystemRequirement implements Requirement {

    private static final Optional<Fit.Misfit> OTHER_SYSTEM =
            Requirement.misfit(MisfitCode.OPERATING_SYSTEM, "needs another release of the operating system");

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        HostFacts.Name name = host.facts().name();
        if (!spec.matches(PlanClassElement.OS_REGEX, name.osVersion())
                || !bounded(
                        spec,
                        PlanClassElement.MIN_OS_VERSION,
                        PlanClassElement.MAX_OS_VERSION,
                        SystemVersions.system(name))) {
            return OTHER_SYSTEM;
        }
        boolean android = name.osName().equalsIgnoreCase("android");
        if (!bounded(
                spec,
                PlanClassElement.MIN_ANDROID_VERSION,
                PlanClassElement.MAX_ANDROID_VERSION,
                android ? SystemVersions.android(name) : 0)) {
            return OTHER_SYSTEM;
        }
        boolean subsystem = spec.is(PlanClassElement.WSL);
        long library = (long) spec.number(PlanClassElement.MIN_LIBC_VERSION);
        return subsystem || spec.reaches(PlanClassElement.MIN_LIBC_VERSION, SystemVersions.cLibrary(name))
                ? Optional.empty()
                : Requirement.misfit(
                        MisfitCode.C_LIBRARY,
                        "needs a newer system, with C library " + library / 100 + "." + library % 100);
    }

    /** Whether a release lies between two bounds; one that is not known lies nowhere. */
    private static boolean bounded(PlanClassSpec spec, PlanClassElement least, PlanClassElement most, double release) {
        boolean asked = spec.number(least) != 0 || spec.number(most) != 0;
        return !asked || (release > 0 && spec.reaches(least, release) && spec.keepsWithin(most, release));
    }
}
