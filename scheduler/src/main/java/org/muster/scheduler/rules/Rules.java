package org.muster.scheduler.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All rules in the order in which they are asked; the first that refuses gives the reason.
 *
 * @param work asked while choosing
 * @param commit asked while the workunit is locked
 */
public record Rules(List<WorkRule> work, List<CommitRule> commit) {

    public Rules {
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
        List<CommitRule> commit = new ArrayList<>(List.of(new StillWantedRule()));
        if (onePerUser) {
            commit.add(new OneResultPerUserRule());
        }
        if (onePerHost) {
            commit.add(new OneResultPerHostRule());
        }
        List<WorkRule> work = new ArrayList<>(List.of(new LimitsRule()));
        if (onePerUser || onePerHost) {
            work.add(new SpreadRule());
        }
        work.addAll(List.of(new PlatformRule(), new MemoryRule(), new DiskRule(), new DeadlineRule()));
        return new Rules(work, commit);
    }

    /** Why a task must not be chosen; empty when it may. */
    public Optional<Refusal> refuse(Offer offer, Situation situation) {
        return work.stream()
                .map(rule -> rule.refuse(offer, situation))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Why a chosen task must not be given away; empty when it may. */
    public Optional<Refusal> refuse(Offer offer, WorkunitNow workunit, long userId, long hostId) {
        return commit.stream()
                .map(rule -> rule.refuse(offer, workunit, userId, hostId))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
