package org.muster.scheduler.planclass;

import java.util.ArrayList;
import java.util.List;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;

/** What a task of a processor version takes, and how fast it should be. Pure. */
final class ProcessorUsage {

    private static final double MEGABYTE = 1024 * 1024.0;

    private ProcessorUsage() {}

    /** Works it out for a computer that fulfils the class's requirements. */
    static Fit of(PlanClassSpec spec, HostView host) {
        double processors = processors(spec, host);
        double memory = 0;
        double each = MEGABYTE * spec.number(PlanClassElement.MEM_USAGE_PER_CPU_MB);
        if (each > 0 && threaded(spec, host)) {
            double base = MEGABYTE * spec.number(PlanClassElement.MEM_USAGE_BASE_MB);
            double least = base + each * Math.max(1, spec.number(PlanClassElement.MIN_NCPUS));
            double usable = host.ability().memory();
            if (least > usable) {
                return new Fit.Misfit(
                        MisfitCode.MEMORY,
                        "needs " + megabytes(least) + " MB RAM, and " + megabytes(usable) + " MB may be used");
            }
            processors = Math.min(processors, Math.floor((usable - base) / each));
            memory = base + each * processors;
        }
        double speed = host.ability().flops() * processors;
        return new Fit.Fits(new Usage(
                ProcessorType.CPU,
                processors,
                0,
                0,
                speed,
                speed * spec.number(PlanClassElement.PROJECTED_FLOPS_SCALE, 1),
                commandLine(spec, processors, memory),
                memory));
    }

    private static double processors(PlanClassSpec spec, HostView host) {
        if (spec.number(PlanClassElement.AVG_NCPUS) > 0) {
            return spec.number(PlanClassElement.AVG_NCPUS);
        }
        return threaded(spec, host)
                ? Math.min(
                        spec.number(PlanClassElement.MAX_THREADS),
                        host.ability().processors())
                : 1;
    }

    /** Whether the number of threads depends on the computer. A virtual machine needs the processor's help for two. */
    private static boolean threaded(PlanClassSpec spec, HostView host) {
        return spec.number(PlanClassElement.MAX_THREADS) > 1
                && spec.number(PlanClassElement.AVG_NCPUS) == 0
                && (!spec.is(PlanClassElement.VIRTUALBOX) || VirtualBoxRequirement.supported(host.equipment()));
    }

    private static long megabytes(double bytes) {
        return Math.round(bytes / MEGABYTE);
    }

    private static String commandLine(PlanClassSpec spec, double processors, double memory) {
        List<String> words = new ArrayList<>();
        if (memory > 0) {
            words.add("--memory_size_mb " + megabytes(memory));
        }
        if (spec.is(PlanClassElement.NTHREADS_CMDLINE)) {
            words.add("--nthreads " + (int) processors);
        }
        return String.join(" ", words);
    }
}
