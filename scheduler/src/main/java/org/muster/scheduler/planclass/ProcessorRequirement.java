package org.muster.scheduler.planclass;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.scheduler.request.HostFacts;

/** Kind, features and number of processors. */
final class ProcessorRequirement implements Requirement {

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        HostFacts.Processor processor = host.facts().processor();
        List<String> missing = spec.all(PlanClassElement.CPU_FEATURE).stream()
                .map(feature -> feature.toString().toLowerCase(Locale.ROOT))
                .filter(feature -> !host.equipment().features().contains(feature))
                .toList();
        if (!missing.isEmpty()) {
            return Requirement.misfit(
                    MisfitCode.PROCESSOR_FEATURE, "needs a processor with " + String.join(", ", missing));
        }
        if (!spec.reaches(PlanClassElement.MIN_NCPUS, host.ability().processors())) {
            return Requirement.misfit(
                    MisfitCode.TOO_FEW_PROCESSORS,
                    "needs " + (long) Math.ceil(spec.number(PlanClassElement.MIN_NCPUS)) + " processors, and "
                            + host.ability().processors() + " may be used");
        }
        boolean kind = spec.matches(PlanClassElement.CPU_VENDOR_REGEX, processor.vendor())
                && spec.matches(PlanClassElement.CPU_MODEL_REGEX, processor.model());
        return kind
                ? Optional.empty()
                : Requirement.misfit(MisfitCode.PROCESSOR_MODEL, "needs another kind of processor");
    }
}
