package org.muster.scheduler.planclass;

import java.util.Optional;
import org.muster.scheduler.request.Equipment;

/** Linux inside Windows, and Docker. */
final class ContainerRequirement implements Requirement {

    private static final String OWN_DISTRIBUTION = "boinc-buda-runner";
    /** From this release clients run Docker on a Mac. */
    private static final int FIRST_ON_MAC = 80_206;

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        Equipment.VirtualMachines virtual = host.equipment().virtual();
        Optional<Fit.Misfit> misfit = spec.is(PlanClassElement.WSL) ? subsystem(spec, virtual) : Optional.empty();
        return misfit.isPresent() || !spec.is(PlanClassElement.DOCKER) ? misfit : docker(spec, host, virtual);
    }

    private static Optional<Fit.Misfit> subsystem(PlanClassSpec spec, Equipment.VirtualMachines virtual) {
        boolean usable = !virtual.subsystemRefused()
                && virtual.distributions().stream()
                        .anyMatch(one -> one.allowed() && spec.reaches(PlanClassElement.MIN_LIBC_VERSION, one.libc()));
        return usable
                ? Optional.empty()
                : Requirement.misfit(
                        MisfitCode.SUBSYSTEM, "needs the Windows Subsystem for Linux, with a distribution it may use");
    }

    private static Optional<Fit.Misfit> docker(PlanClassSpec spec, HostView host, Equipment.VirtualMachines virtual) {
        if (virtual.dockerRefused()) {
            return Requirement.misfit(MisfitCode.DOCKER, "needs Docker, and the client may not use it");
        }
        if (host.isWindows()) {
            return inWindows(spec, virtual);
        }
        if (virtual.docker().isEmpty()) {
            return Requirement.misfit(MisfitCode.DOCKER, "needs Docker");
        }
        boolean mac = host.facts().name().osName().contains("Darwin");
        return mac && host.client().version() < FIRST_ON_MAC
                ? Requirement.misfit(MisfitCode.CLIENT_TOO_OLD, "needs BOINC 8.2.6 or newer")
                : Optional.empty();
    }

    private static Optional<Fit.Misfit> inWindows(PlanClassSpec spec, Equipment.VirtualMachines virtual) {
        double least = spec.number(PlanClassElement.MIN_BOINC_WSL_DISTRO_VERSION);
        boolean usable = !virtual.subsystemRefused()
                && virtual.distributions().stream()
                        .anyMatch(one -> least > 0
                                ? one.name().equals(OWN_DISTRIBUTION) && one.release() >= least
                                : one.allowed() && !one.docker().isEmpty());
        return usable
                ? Optional.empty()
                : Requirement.misfit(
                        MisfitCode.SUBSYSTEM, "needs Docker in a distribution of the Windows Subsystem for Linux");
    }
}
