package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.scheduler.rules.ApplicationPolicy;
import org.muster.scheduler.rules.Offer;
import org.muster.scheduler.rules.Reason;
import org.muster.scheduler.rules.Refusal;
import org.muster.scheduler.rules.ReliableRule;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.version.FittedVersion;

/**
 * Chooses tasks for one reply from groups in the order of their score. A group is left at the first refusal that holds for
 * all tasks that are alike; the search ends when the reply is full. Not thread-safe.
 *
 * <p>Cost: the rules are asked once for each group, and once for each task that is taken or is refused by itself; at most
 * {@value #MOST_LOOKED_AT} tasks are looked at for one reply.
 */
final class JobChoice {

    private static final int MOST_LOOKED_AT = 20_000;

    private final Map<Long, ApplicationPolicy> policies;
    private final Rules rules;
    private final WorkOrder order;
    private final WorkBudget budget;
    private final List<JobGroup> groups;
    private final Set<JobGroup> counted = new HashSet<>();
    private int lookedAt;

    JobChoice(
            Map<Long, ApplicationPolicy> policies,
            Rules rules,
            WorkOrder order,
            WorkBudget budget,
            List<JobGroup> groups) {
        this.policies = policies;
        this.rules = rules;
        this.order = order;
        this.budget = budget;
        this.groups = groups;
    }

    /**
     * Chooses until the demand is filled or all was looked at.
     *
     * @param reservation takes the slots
     * @param refusals gets the reasons why there is not more
     */
    List<Chosen> choose(Reservation reservation, RefusalNotes refusals) {
        List<Chosen> chosen = new ArrayList<>();
        for (JobGroup group : groups) {
            boolean more = budget.wantsMore() || group.application().nonCpuIntensive();
            if (more && !choose(group, reservation, refusals, chosen)) {
                break;
            }
        }
        return chosen;
    }

    /** Chooses from one group; false when no other group need be looked at. */
    private boolean choose(JobGroup group, Reservation reservation, RefusalNotes refusals, List<Chosen> chosen) {
        Optional<JobSlot> next = group.next();
        Optional<Offer> alike = Optional.empty();
        while (next.isPresent() && lookedAt++ < MOST_LOOKED_AT) {
            JobSlot slot = next.get();
            Offer offer = alike.filter(same -> group.alike(slot))
                    .map(same -> same.with(slot.job()))
                    .orElseGet(() -> offer(slot.job()));
            alike = Optional.of(offer);
            Optional<Refusal> refusal = rules.refuse(offer, budget.situation(offer.version()));
            if (refusal.isPresent()) {
                refusals.add(refusal.get());
                Reason reason = refusal.get().reason();
                if (reason.endsSearch()) {
                    return false;
                }
                if (reason.endsShape() && group.alike(slot)) {
                    leave(group, reason);
                    return true;
                }
            } else if (reservation.take(slot)) {
                budget.take(offer);
                chosen.add(Chosen.of(slot, group, offer, order));
                alike = Optional.empty();
            }
            next = group.next();
        }
        return lookedAt < MOST_LOOKED_AT;
    }

    private void leave(JobGroup group, Reason reason) {
        group.again();
        if (reason.ages() && counted.add(group)) {
            group.refused();
        }
    }

    private Offer offer(Job job) {
        ApplicationPolicy policy =
                policies.getOrDefault(job.applicationId(), ApplicationPolicy.plain(job.applicationId()));
        List<Refusal> ofVersions = new ArrayList<>();
        Optional<FittedVersion> version = order.versions().best(job, fitted -> acceptable(fitted, policy, ofVersions));
        double duration = version.map(fitted -> order.ability().duration(job.needs(), fitted.usage()))
                .orElse(0.0);
        long delayBound = ReliableRule.delayBound(job.needs().delayBound(), job.priority(), order.limits());
        Optional<Refusal> unversioned = ofVersions.stream().findFirst().or(() -> misfit(job, policy));
        return new Offer(job, policy, version, unversioned, duration, delayBound);
    }

    private Optional<Refusal> misfit(Job job, ApplicationPolicy policy) {
        return order.versions().misfits(job.applicationId()).stream()
                .filter(misfit -> !misfit.words().isEmpty())
                .findFirst()
                .map(misfit ->
                        new Refusal(Reason.NO_APPLICATION_VERSION, policy.friendlyName() + " " + misfit.words()));
    }

    private boolean acceptable(FittedVersion fitted, ApplicationPolicy policy, List<Refusal> refusals) {
        Optional<Refusal> refusal = rules.refuse(fitted, budget.situation(Optional.of(fitted)));
        if (refusal.isEmpty() && !policy.nonCpuIntensive() && !budget.wants(fitted.type())) {
            refusal = Optional.of(Refusal.silent(Reason.PROCESSOR_TYPE_NOT_WANTED));
        }
        refusal.ifPresent(refusals::add);
        return refusal.isEmpty();
    }

    /** Whether there was no task that nobody holds. */
    boolean sawNothing() {
        return lookedAt == 0;
    }

    /** Workunits of the tasks that would be looked at next, at most so many. */
    Set<Long> ahead(int most) {
        Set<Long> workunits = new LinkedHashSet<>();
        for (JobGroup group : groups) {
            if (workunits.size() >= most) {
                break;
            }
            for (JobSlot slot : group.ahead(most - workunits.size())) {
                workunits.add(slot.job().workunitId());
            }
        }
        return workunits;
    }
}
