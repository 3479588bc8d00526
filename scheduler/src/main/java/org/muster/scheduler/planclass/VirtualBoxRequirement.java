package org.muster.scheduler.planclass;

import java.util.Optional;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.request.Releases;
import org.muster.scheduler.version.Platforms;

/** VirtualBox, its release, and the processor's support for it. */
final class VirtualBoxRequirement implements Requirement {

    private static final int FIRST_CLIENT = 70_000;

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        if (!spec.is(PlanClassElement.VIRTUALBOX)) {
            return Optional.empty();
        }
        if (host.client().version() < FIRST_CLIENT) {
            return Requirement.misfit(MisfitCode.CLIENT_TOO_OLD, "needs BOINC 7.0.0 or newer");
        }
        Equipment.VirtualMachines virtual = host.equipment().virtual();
        if (virtual.virtualBox().isEmpty()) {
            return Requirement.misfit(MisfitCode.VIRTUAL_BOX, "needs VirtualBox");
        }
        int[] release = Releases.numbers(virtual.virtualBox(), 3);
        if (virtual.virtualBox().contains("unusable") || release.length < 3) {
            return Requirement.misfit(MisfitCode.VIRTUAL_BOX, "needs VirtualBox, which does not work here");
        }
        double number = 10_000.0 * release[0] + 100 * release[1] + release[2];
        if (!spec.reaches(PlanClassElement.MIN_VBOX_VERSION, number)
                || !spec.keepsWithin(PlanClassElement.MAX_VBOX_VERSION, number)
                || spec.all(PlanClassElement.EXCLUDE_VBOX_VERSION).contains(number)) {
            return Requirement.misfit(MisfitCode.VIRTUAL_BOX, "needs another release of VirtualBox");
        }
        if (spec.is(PlanClassElement.VM_ACCEL_REQUIRED) && !supported(host.equipment())) {
            return Requirement.misfit(
                    MisfitCode.VIRTUAL_MACHINE_SUPPORT,
                    "needs the processor's support for virtual machines, which is missing or switched off");
        }
        boolean wordLength = Platforms.has64Bits(host.primaryPlatform()) == spec.is(PlanClassElement.IS64BIT);
        return wordLength ? Optional.empty() : Requirement.misfit(MisfitCode.WORD_LENGTH, "");
    }

    /** Whether virtual machines can use more than one processor. */
    static boolean supported(Equipment equipment) {
        return equipment.acceleratesVirtualMachines() && !equipment.virtual().extensionsDisabled();
    }
}
