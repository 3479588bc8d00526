package org.muster.scheduler.planclass;

import java.util.Optional;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;

/** The coprocessor: its kind, driver, memory and speed. */
final class CoprocessorRequirement implements Requirement {

    private static final double MEGABYTE = 1024 * 1024.0;

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        if (!CoprocessorTypes.asked(spec)) {
            return Optional.empty();
        }
        Optional<Coprocessor> found = CoprocessorTypes.of(spec, host.equipment());
        if (found.isEmpty()) {
            return Requirement.misfit(
                    MisfitCode.NO_COPROCESSOR,
                    "needs a graphics processor of "
                            + CoprocessorTypes.named(spec)
                                    .map(CoprocessorRequirement::maker)
                                    .orElse("another kind"));
        }
        Coprocessor coprocessor = found.get();
        return kind(spec, coprocessor)
                .or(() -> driver(spec, coprocessor))
                .or(() -> cuda(spec, coprocessor))
                .or(() -> inside(spec, host.equipment(), coprocessor, host.isWindows()))
                .or(() -> size(spec, coprocessor));
    }

    private static String maker(ProcessorType type) {
        return switch (type) {
            case CPU -> "no kind";
            case NVIDIA -> "NVIDIA";
            case ATI -> "AMD";
            case INTEL_GPU -> "Intel";
            case APPLE_GPU -> "Apple";
        };
    }

    private static Optional<Fit.Misfit> kind(PlanClassSpec spec, Coprocessor coprocessor) {
        Coprocessor.Interfaces interfaces = coprocessor.interfaces();
        boolean suits = switch (coprocessor.type()) {
            case NVIDIA ->
                spec.reaches(PlanClassElement.MIN_NVIDIA_COMPCAP, interfaces.computeCapability())
                        && spec.keepsWithin(PlanClassElement.MAX_NVIDIA_COMPCAP, interfaces.computeCapability());
            case ATI ->
                spec.reaches(PlanClassElement.MIN_CAL_TARGET, interfaces.calTarget())
                        && spec.keepsWithin(PlanClassElement.MAX_CAL_TARGET, interfaces.calTarget())
                        && !(spec.is(PlanClassElement.WITHOUT_OPENCL)
                                && interfaces.openCl().present());
            case APPLE_GPU -> spec.reaches(PlanClassElement.MIN_METAL_SUPPORT, interfaces.metal());
            case CPU, INTEL_GPU -> true;
        };
        return suits
                ? Optional.empty()
                : Requirement.misfit(MisfitCode.COPROCESSOR_MODEL, "needs another model of graphics processor");
    }

    /** A driver whose release is not known is given the benefit of the doubt. */
    private static Optional<Fit.Misfit> driver(PlanClassSpec spec, Coprocessor coprocessor) {
        Coprocessor.Interfaces interfaces = coprocessor.interfaces();
        boolean libraries = coprocessor.type() != ProcessorType.ATI
                || (spec.is(PlanClassElement.NEED_ATI_LIBS)
                        ? interfaces.atiLibraries()
                        : !spec.is(PlanClassElement.NEED_AMD_LIBS) || interfaces.amdLibraries());
        int driver = interfaces.driverVersion();
        boolean release = driver == 0
                || (spec.reaches(PlanClassElement.MIN_DRIVER_VERSION, driver)
                        && spec.keepsWithin(PlanClassElement.MAX_DRIVER_VERSION, driver));
        return libraries && release
                ? Optional.empty()
                : Requirement.misfit(MisfitCode.COPROCESSOR_DRIVER, "needs another driver for the graphics processor");
    }

    private static Optional<Fit.Misfit> cuda(PlanClassSpec spec, Coprocessor coprocessor) {
        int version = coprocessor.interfaces().cudaVersion();
        boolean suits = !spec.is(PlanClassElement.CUDA)
                || coprocessor.type() != ProcessorType.NVIDIA
                || (spec.reaches(PlanClassElement.MIN_CUDA_VERSION, version)
                        && spec.keepsWithin(PlanClassElement.MAX_CUDA_VERSION, version));
        return suits ? Optional.empty() : Requirement.misfit(MisfitCode.CUDA, "needs another release of CUDA");
    }

    /** From inside a Linux on Windows, Docker must be able to reach it. */
    private static Optional<Fit.Misfit> inside(
            PlanClassSpec spec, Equipment equipment, Coprocessor coprocessor, boolean windows) {
        String name = switch (coprocessor.type()) {
            case CPU -> "";
            case NVIDIA -> "nvidia";
            case ATI -> "amd";
            case INTEL_GPU -> "intel";
            case APPLE_GPU -> "apple_gpu";
        };
        boolean reached = !windows
                || !spec.is(PlanClassElement.DOCKER)
                || equipment.virtual().distributions().stream()
                        .flatMap(distribution -> distribution.graphics().stream())
                        .filter(graphics -> graphics.name().equals(name))
                        .anyMatch(graphics -> (spec.is(PlanClassElement.CUDA) && graphics.cuda())
                                || (spec.is(PlanClassElement.OPENCL) && graphics.openCl()));
        return reached
                ? Optional.empty()
                : Requirement.misfit(
                        MisfitCode.SUBSYSTEM,
                        "needs a graphics processor that the Windows Subsystem for Linux reaches");
    }

    private static Optional<Fit.Misfit> size(PlanClassSpec spec, Coprocessor coprocessor) {
        double memory = CoprocessorUsage.memory(spec, coprocessor) / MEGABYTE;
        if (!spec.reaches(PlanClassElement.MIN_GPU_RAM_MB, memory)) {
            return Requirement.misfit(
                    MisfitCode.COPROCESSOR_MEMORY,
                    "needs " + Math.round(spec.number(PlanClassElement.MIN_GPU_RAM_MB))
                            + " MB of graphics memory, and there are " + Math.round(memory) + " MB");
        }
        boolean speed = spec.reaches(PlanClassElement.MIN_GPU_PEAK_FLOPS, coprocessor.peakFlops())
                && spec.keepsWithin(PlanClassElement.MAX_GPU_PEAK_FLOPS, coprocessor.peakFlops());
        return speed
                ? Optional.empty()
                : Requirement.misfit(MisfitCode.COPROCESSOR_SPEED, "needs another model of graphics processor");
    }
}
