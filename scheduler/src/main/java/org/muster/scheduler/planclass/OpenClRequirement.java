package org.muster.scheduler.planclass;

import java.util.List;
import java.util.Optional;
import org.muster.scheduler.resource.Coprocessor;

/** OpenCL on the coprocessor, or on the processors when the class asks for no coprocessor. */
final class OpenClRequirement implements Requirement {

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        if (!spec.is(PlanClassElement.OPENCL)) {
            return Optional.empty();
        }
        List<Coprocessor.OpenCl> devices = CoprocessorTypes.asked(spec)
                ? CoprocessorTypes.of(spec, host.equipment()).stream()
                        .map(one -> one.interfaces().openCl())
                        .toList()
                : host.equipment().processorOpenCl();
        if (devices.stream().noneMatch(Coprocessor.OpenCl::present)) {
            return Requirement.misfit(MisfitCode.OPENCL, "needs OpenCL");
        }
        return devices.stream().anyMatch(device -> device.present() && suits(spec, device))
                ? Optional.empty()
                : Requirement.misfit(MisfitCode.OPENCL, "needs another release of OpenCL, or more of it");
    }

    /** What is not known is given the benefit of the doubt. */
    private static boolean suits(PlanClassSpec spec, Coprocessor.OpenCl device) {
        int version = device.deviceVersion();
        boolean release = version == 0
                || (spec.reaches(PlanClassElement.MIN_OPENCL_VERSION, version)
                        && spec.keepsWithin(PlanClassElement.MAX_OPENCL_VERSION, version)
                        && spec.reaches(PlanClassElement.MIN_OPENCL_DRIVER_REVISION, device.driverRevision())
                        && spec.keepsWithin(PlanClassElement.MAX_OPENCL_DRIVER_REVISION, device.driverRevision()));
        return release && (device.doublePrecision() || !spec.is(PlanClassElement.DOUBLE_PRECISION_FP));
    }
}
