package org.muster.scheduler.planclass;

import org.muster.common.protocol.CNumbers;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.Usage;

/** What a task of a coprocessor version takes, and how fast it should be. Pure. */
final class CoprocessorUsage {

    private static final double MEGABYTE = 1024 * 1024.0;
    private static final double USUAL_PROCESSOR_SHARE = 0.1;
    private static final double MOST_COPROCESSORS = 64;

    private CoprocessorUsage() {}

    /** The memory of one coprocessor that the class may reckon with, bytes; 0 when unknown. */
    static double memory(PlanClassSpec spec, Coprocessor coprocessor) {
        double openCl = coprocessor.interfaces().openCl().globalMemory();
        return spec.is(PlanClassElement.OPENCL) && openCl > 0 ? openCl : coprocessor.memory();
    }

    /** Works it out for a computer that fulfils the class's requirements. */
    static Usage of(PlanClassSpec spec, HostView host, Coprocessor coprocessor) {
        double used =
                MEGABYTE * spec.number(PlanClassElement.GPU_RAM_USED_MB, spec.number(PlanClassElement.MIN_GPU_RAM_MB));
        double count = count(spec, host, memory(spec, coprocessor), used);
        double processorSpeed = host.ability().flops();
        double coprocessorSpeed =
                spec.number(PlanClassElement.GPU_PEAK_FLOPS_SCALE, 1) * count * coprocessor.peakFlops();
        double share = Math.clamp(spec.number(PlanClassElement.CPU_FRAC, USUAL_PROCESSOR_SHARE), 0, 1);
        Together together = Together.of(processorSpeed, coprocessorSpeed, share);
        double given = spec.number(PlanClassElement.AVG_NCPUS);
        double processors = given > 0 ? given : together.processorShare();
        return new Usage(
                coprocessor.type(),
                processors,
                count,
                used,
                coprocessorSpeed + processors * processorSpeed,
                together.speed() * spec.number(PlanClassElement.PROJECTED_FLOPS_SCALE, 1),
                "");
    }

    private static double count(PlanClassSpec spec, HostView host, double memory, double used) {
        double asked = spec.number(PlanClassElement.NGPUS, 1);
        if (asked < 0 && used > 0 && memory >= used) {
            return 1 / Math.floor(memory / used);
        }
        double share = spec.text(PlanClassElement.GPU_UTILIZATION_TAG)
                .flatMap(host::preference)
                .map(choice -> CNumbers.real(choice).orElse(0))
                .filter(chosen -> chosen > 0)
                .orElse(1.0);
        return Math.min(MOST_COPROCESSORS, (asked > 0 ? asked : 1) * share);
    }

    /**
     * Two devices that work in turns.
     *
     * @param speed of both together
     * @param processorShare how much of the time the processor is busy
     */
    record Together(double speed, double processorShare) {

        /**
         * @param processor speed of the processor
         * @param coprocessor speed of the coprocessor
         * @param share of the operations that the processor does, 0 to 1
         */
        static Together of(double processor, double coprocessor, double share) {
            double mixed = share * coprocessor + (1 - share) * processor;
            return new Together(processor * coprocessor / mixed, share * coprocessor / mixed);
        }
    }
}
