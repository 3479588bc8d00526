package org.muster.scheduler.planclass;

import java.util.Optional;

/** Who may have it at all: one account, a share of the requests, computers of a certain summary. */
final class AccountRequirement implements Requirement {

    @Override
    public Optional<Fit.Misfit> unmet(PlanClassSpec spec, HostView host) {
        if (host.volunteer().chance() < spec.number(PlanClassElement.INFEASIBLE_RANDOM)) {
            return Requirement.misfit(MisfitCode.CHANCE, "");
        }
        long user = (long) spec.number(PlanClassElement.USER_ID);
        if (user != 0 && user != host.volunteer().userId()) {
            return Requirement.misfit(MisfitCode.ACCOUNT, "");
        }
        return spec.matches(PlanClassElement.HOST_SUMMARY_REGEX, HostSummary.of(host))
                ? Optional.empty()
                : Requirement.misfit(MisfitCode.SUMMARY, "");
    }
}
