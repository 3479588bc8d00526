package org.muster.scheduler.planclass;

import java.util.List;
import java.util.Optional;

/** A condition of a plan class on a computer. Pure, so thread-safe. */
@FunctionalInterface
interface Requirement {

    /** All of them, in the order in which they are asked; those that help a volunteer most come last. */
    List<Requirement> ALL = List.of(
            new AccountRequirement(),
            new SystemRequirement(),
            new ProcessorRequirement(),
            new PreferenceRequirement(),
            new ClientRequirement(),
            new VirtualBoxRequirement(),
            new ContainerRequirement(),
            new CoprocessorRequirement(),
            new OpenClRequirement());

    /** Why the computer does not fulfil it; empty when it does, or when the class does not ask for it. */
    Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host);

    /** A condition that is not fulfilled. */
    static Optional<Fit.Misfit> misfit(MisfitCode code, String words) {
        return Optional.of(new Fit.Misfit(code, words));
    }
}
