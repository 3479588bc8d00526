package org.muster.scheduler.planclass;

import java.util.Optional;

/** What the volunteer chose for the project. */
final class PreferenceRequirement implements Requirement {

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        Optional<String> element = spec.text(PlanClassElement.PROJECT_PREFS_TAG);
        if (element.isEmpty() || !spec.has(PlanClassElement.PROJECT_PREFS_REGEX)) {
            return Optional.empty();
        }
        boolean wanted = host.preference(element.get())
                .map(choice -> spec.matches(PlanClassElement.PROJECT_PREFS_REGEX, choice))
                .orElse(spec.is(PlanClassElement.PROJECT_PREFS_DEFAULT_TRUE));
        return wanted
                ? Optional.empty()
                : Requirement.misfit(
                        MisfitCode.PREFERENCE, "has a version that your preferences for this project leave out");
    }
}
