package org.muster.scheduler.planclass;

import java.util.Optional;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;

/** What a version of an application needs of a computer, and what its tasks take of it. Immutable, pure. */
public final class PlanClass {

    private final PlanClassSpec spec;

    PlanClass(PlanClassSpec spec) {
        this.spec = spec;
    }

    /** Its name. */
    public String name() {
        return spec.name();
    }

    /** What its tasks mainly run on, as far as can be said without a computer. */
    public ProcessorType type() {
        return CoprocessorTypes.type(spec);
    }

    /** Whether a computer has all that it needs. */
    public Fit fit(HostView host) {
        for (Requirement requirement : Requirement.ALL) {
            Optional<Fit.Misfit> misfit = requirement.unmet(spec, host);
            if (misfit.isPresent()) {
                return misfit.get();
            }
        }
        Optional<Coprocessor> coprocessor = CoprocessorTypes.of(spec, host.equipment());
        return coprocessor.isPresent()
                ? new Fit.Fits(CoprocessorUsage.of(spec, host, coprocessor.get()))
                : ProcessorUsage.of(spec, host);
    }

    /** For which workunits it is. */
    public WorkunitRange workunits() {
        return new WorkunitRange(
                (long) spec.number(PlanClassElement.MIN_WU_ID),
                (long) spec.number(PlanClassElement.MAX_WU_ID),
                (long) spec.number(PlanClassElement.MIN_BATCH),
                (long) spec.number(PlanClassElement.MAX_BATCH));
    }
}
