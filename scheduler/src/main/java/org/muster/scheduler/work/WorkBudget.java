package org.muster.scheduler.work;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.scheduler.request.Demand;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.rules.Offer;
import org.muster.scheduler.rules.Situation;
import org.muster.scheduler.version.FittedVersion;

/** What is still to be given in one reply: goes down with every task chosen. Not thread-safe. */
final class WorkBudget {

    private final HostAbility ability;
    private final WorkOrder order;
    private final Set<Long> workunits = new HashSet<>();
    private final Map<ProcessorType, Rest> rests = new EnumMap<>(ProcessorType.class);
    private double disk;

    /** What is left of the demand for one type, and how long a task waits for it. */
    private static final class Rest {
        private double seconds;
        private double instances;
        private double queueDelay;

        Rest(Demand demand) {
            seconds = demand.seconds();
            instances = demand.instances();
            queueDelay = demand.queueDelay();
        }

        boolean wanted() {
            return seconds > 0 || instances > 0;
        }
    }

    WorkBudget(WorkOrder order) {
        this.order = order;
        this.ability = order.ability();
        this.disk = ability.disk();
        for (ProcessorType type : ProcessorType.values()) {
            rests.put(type, new Rest(order.request().demand(type)));
        }
    }

    boolean wantsMore() {
        return rests.values().stream().anyMatch(Rest::wanted);
    }

    /** Whether more is wanted for this type. */
    boolean wants(ProcessorType type) {
        return rest(type).wanted();
    }

    /** What the computer can still take. {@code version} is what a task would run with, if there is one. */
    Situation situation(Optional<FittedVersion> version) {
        double queueDelay =
                version.map(fitted -> rest(fitted.type()).queueDelay).orElse(0.0);
        return new Situation(
                order.claimant(),
                new Situation.Room(ability.memory(), disk),
                queueDelay,
                Collections.unmodifiableSet(workunits),
                order.counts(),
                order.limits(),
                order.times().newDay());
    }

    void take(Offer offer) {
        workunits.add(offer.job().workunitId());
        FittedVersion version = offer.version().orElseThrow();
        order.counts()
                .give(
                        offer.job().applicationId(),
                        version.type(),
                        version.history().key());
        move(offer, 1);
    }

    /** Undoes {@link #take}, except that no other task of the workunit will be chosen. */
    void undo(Offer offer) {
        FittedVersion version = offer.version().orElseThrow();
        order.counts()
                .takeBack(
                        offer.job().applicationId(),
                        version.type(),
                        version.history().key());
        move(offer, -1);
    }

    /** Keeps tasks of these workunits from being chosen. */
    void avoid(Set<Long> held) {
        workunits.addAll(held);
    }

    private void move(Offer offer, int sign) {
        Usage usage = offer.version().orElseThrow().usage();
        Rest rest = rest(usage.type());
        rest.seconds -= sign * offer.duration() * usage.instances();
        rest.instances -= sign * usage.instances();
        rest.queueDelay = Math.max(
                0, rest.queueDelay + sign * offer.duration() * usage.instances() / ability.count(usage.type()));
        disk -= sign * offer.job().needs().disk();
    }

    private Rest rest(ProcessorType type) {
        return rests.get(type);
    }
}
