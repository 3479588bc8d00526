package org.muster.scheduler.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;

/**
 * What the computer has beside processors, memory and disk, as far as versions of applications depend on it.
 *
 * @param coprocessors by type, each type once
 * @param features of its processors, in small letters
 * @param processorOpenCl what each OpenCL library says of its processors
 * @param virtual virtual machines and containers
 */
public record Equipment(
        List<Coprocessor> coprocessors,
        Set<String> features,
        List<Coprocessor.OpenCl> processorOpenCl,
        VirtualMachines virtual) {

    /** Nothing is known. */
    public static final Equipment NONE = new Equipment(List.of(), Set.of(), List.of(), VirtualMachines.NONE);

    public Equipment {
        coprocessors = List.copyOf(coprocessors);
        features = Set.copyOf(features);
        processorOpenCl = List.copyOf(processorOpenCl);
    }

    /**
     * Virtual machines and containers.
     *
     * @param virtualBox VirtualBox's release, empty when it is not there
     * @param extensionsDisabled whether the processor's support for virtual machines is switched off
     * @param docker Docker's release outside of Windows, empty when it is not there
     * @param dockerRefused whether the volunteer does not want it used
     * @param subsystemRefused whether the volunteer does not want Linux inside Windows used
     * @param distributions Linux inside Windows
     */
    public record VirtualMachines(
            String virtualBox,
            boolean extensionsDisabled,
            String docker,
            boolean dockerRefused,
            boolean subsystemRefused,
            List<Distribution> distributions) {

        /** None. */
        public static final VirtualMachines NONE = new VirtualMachines("", false, "", false, false, List.of());

        public VirtualMachines {
            distributions = List.copyOf(distributions);
        }
    }

    /**
     * A Linux inside Windows.
     *
     * @param name its name
     * @param allowed whether the volunteer lets it be used
     * @param libc release of the C library, 236 for 2.36, 0 when unknown
     * @param docker Docker's release in it, empty when it is not there
     * @param release of BOINC's own distribution, 0 for any other
     * @param graphics coprocessors that can be used from inside
     */
    public record Distribution(
            String name, boolean allowed, int libc, String docker, int release, List<Graphics> graphics) {

        public Distribution {
            graphics = List.copyOf(graphics);
        }
    }

    /** A coprocessor as seen from inside of a Linux: the maker's name in small letters, and what it can be used by. */
    public record Graphics(String name, boolean cuda, boolean openCl) {}

    /** The coprocessors of a type; empty when it has none. */
    public Optional<Coprocessor> coprocessor(ProcessorType type) {
        return coprocessors.stream().filter(one -> one.type() == type).findFirst();
    }

    /** How many coprocessors it has in all. */
    public int coprocessorCount() {
        return coprocessors.stream().mapToInt(Coprocessor::count).sum();
    }

    /** What all its coprocessors could do at best, floating-point operations per second. */
    public double coprocessorFlops() {
        return coprocessors.stream()
                .mapToDouble(one -> one.count() * one.peakFlops())
                .sum();
    }

    /** Whether its processors help virtual machines along; whether that is switched on is another matter. */
    public boolean acceleratesVirtualMachines() {
        return features.contains("vmx") || features.contains("svm");
    }
}
