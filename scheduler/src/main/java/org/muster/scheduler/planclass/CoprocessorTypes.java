package org.muster.scheduler.planclass;

import java.util.Optional;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;

/** Which type of coprocessor a plan class means. */
final class CoprocessorTypes {

    private CoprocessorTypes() {}

    /** Whether it means one at all. */
    static boolean asked(PlanClassSpec spec) {
        return spec.has(PlanClassElement.GPU_TYPE) || spec.has(PlanClassElement.GPU_TYPE_REGEX);
    }

    /** The type that it names; empty when it names none, or one that nobody asks work for. */
    static Optional<ProcessorType> named(PlanClassSpec spec) {
        return switch (spec.text(PlanClassElement.GPU_TYPE).orElse("")) {
            case "nvidia" -> Optional.of(ProcessorType.NVIDIA);
            case "amd", "ati" -> Optional.of(ProcessorType.ATI);
            case "intel", "intel_gpu" -> Optional.of(ProcessorType.INTEL_GPU);
            case "apple", "apple_gpu" -> Optional.of(ProcessorType.APPLE_GPU);
            default -> Optional.empty();
        };
    }

    /** The computer's coprocessors that it means. */
    static Optional<Coprocessor> of(PlanClassSpec spec, Equipment equipment) {
        if (spec.has(PlanClassElement.GPU_TYPE)) {
            return named(spec).flatMap(equipment::coprocessor);
        }
        return spec.has(PlanClassElement.GPU_TYPE_REGEX)
                ? equipment.coprocessors().stream()
                        .filter(one -> spec.matches(
                                PlanClassElement.GPU_TYPE_REGEX, one.type().boincName()))
                        .findFirst()
                : Optional.empty();
    }

    /** What its tasks mainly run on, as far as can be said without a computer. */
    static ProcessorType type(PlanClassSpec spec) {
        return asked(spec) ? named(spec).orElseGet(() -> ProcessorType.ofPlanClass(spec.name())) : ProcessorType.CPU;
    }
}
