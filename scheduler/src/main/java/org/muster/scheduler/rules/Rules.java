package org.muster.scheduler.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.scheduler.version.FittedVersion;

/**
 * All rules in the order in which they are asked; the first that refuses gives the reason.
 *
 * @param version asked of every version that fits the computer, to choose among them
 * @param work asked while choosing tasks
 * @param commit asked while the workunit is locked
 */
public record Rules(List<VersionRule> version, List<WorkRule> work, List<CommitRule> commit) {

    public Rules {
        version = List.copyOf(version);
        work = List.copyOf(work);
        commit = List.copyOf(commit);
    }

    /**
     * The project's rules.
     *
     * @param onePerUser whether an account may have only one result of a workunit
     * @param onePerHost whether a computer may have only one
     */
    public static Rules of(boolean onePerUser, boolean onePerHost) {
        List<WorkRule> work = new ArrayList<>(List.of(new RequestSizeRule(), new InProgressRule(), new TargetRule()));
        List<CommitRule> commit = new ArrayList<>(List.of(new StillWantedRule(), new TargetOnceRule()));
        if (onePerUser || onePerHost) {
            work.add(new SpreadRule());
        }
        if (onePerUser) {
            commit.add(new OneResultPerUserRule());
        }
        if (onePerHost) {
            commit.add(new OneResultPerHostRule());
        }
        work.addAll(List.of(
                new SelectedApplicationRule(),
                new BetaRule(),
                new NonCpuIntensiveRule(),
                new PlatformRule(),
                new PlanClassWorkunitRule(),
                new HomogeneousClassRule(),
                new MemoryRule(),
                new DiskRule(),
                new BandwidthRule(),
                new ReliableRule(),
                new DeadlineRule()));
        commit.addAll(List.of(new HomogeneousClassRule(), new HomogeneousVersionRule()));
        return new Rules(List.of(new ProcessorPreferenceRule(), new DailyQuotaRule()), work, commit);
    }

    /** Why a version must not be used; empty when it may. */
    public Optional<Refusal> refuse(FittedVersion fitted, Situation situation) {
        for (VersionRule rule : version) {
            Optional<Refusal> refusal = rule.refuse(fitted, situation);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** Why a task must not be chosen; empty when it may. */
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        for (WorkRule rule : work) {
            Optional<Refusal> refusal = rule.refuse(offer, situation);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** Why a chosen task must not be given away; empty when it may. */
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, Claimant claimant) {
        for (CommitRule rule : commit) {
            Optional<Refusal> refusal = rule.refuse(offer, workunit, claimant);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
