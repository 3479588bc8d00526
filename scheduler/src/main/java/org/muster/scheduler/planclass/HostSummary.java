package org.muster.scheduler.planclass;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.resource.Coprocessor;

/**
 * The computer in one line, as BOINC's servers once kept it and as plan classes of that time match it:
 * {@code [BOINC|7.20.5][CUDA|model|count|memoryMB|driver|OpenCL][vbox|release|support|switched on]}.
 */
final class HostSummary {

    private static final double MEGABYTE = 1024 * 1024.0;

    private HostSummary() {}

    static String of(HostView host) {
        int release = host.client().version();
        StringBuilder line =
                new StringBuilder("[BOINC|" + release / 10_000 + "." + release / 100 % 100 + "." + release % 100 + "]");
        host.equipment().coprocessors().forEach(one -> line.append(coprocessor(one)));
        Equipment.VirtualMachines virtual = host.equipment().virtual();
        if (!virtual.virtualBox().isEmpty()) {
            line.append(bracket(
                    "vbox",
                    virtual.virtualBox(),
                    host.equipment().acceleratesVirtualMachines() ? 1 : 0,
                    virtual.extensionsDisabled() ? 0 : 1));
        }
        return line.toString();
    }

    private static String coprocessor(Coprocessor one) {
        String kind = switch (one.type()) {
            case CPU -> "CPU";
            case NVIDIA -> "CUDA";
            case ATI -> "CAL";
            case INTEL_GPU -> "INTEL";
            case APPLE_GPU -> "apple_gpu";
        };
        return bracket(
                kind,
                one.model(),
                one.count(),
                (long) (one.memory() / MEGABYTE) + "MB",
                one.driver(),
                one.interfaces().openCl().deviceVersion());
    }

    private static String bracket(Object... parts) {
        return Arrays.stream(parts).map(Object::toString).collect(Collectors.joining("|", "[", "]"));
    }
}
