package org.muster.scheduler.work;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.muster.scheduler.request.WorkRequest;
import org.muster.scheduler.rules.Offer;
import org.muster.scheduler.rules.Situation;

/** What is still to be given in one reply: goes down with every task chosen. Not thread-safe. */
final class WorkBudget {

    private final HostAbility ability;
    private final Situation.Counts before;
    private final Situation.Limits limits;
    private final Set<Long> workunits = new HashSet<>();
    private double seconds;
    private double instances;
    private double queueDelay;
    private double disk;
    private int chosen;

    WorkBudget(WorkRequest request, HostAbility ability, Situation.Counts before, Situation.Limits limits) {
        this.ability = ability;
        this.before = before;
        this.limits = limits;
        this.seconds = request.seconds();
        this.instances = request.instances();
        this.queueDelay = request.queueDelay();
        this.disk = ability.disk();
    }

    boolean wantsMore() {
        return seconds > 0 || instances > 0;
    }

    Situation situation() {
        return new Situation(
                new Situation.Room(ability.memory(), disk),
                queueDelay,
                Collections.unmodifiableSet(workunits),
                new Situation.Counts(before.inReply() + chosen, before.inProgress() + chosen, before.today() + chosen),
                limits);
    }

    void take(Offer offer) {
        workunits.add(offer.job().workunitId());
        move(offer, 1);
    }

    /** Undoes {@link #take}, except that no other task of the workunit will be chosen. */
    void undo(Offer offer) {
        move(offer, -1);
    }

    /** Keeps tasks of these workunits from being chosen. */
    void avoid(Set<Long> held) {
        workunits.addAll(held);
    }

    private void move(Offer offer, int sign) {
        chosen += sign;
        seconds -= sign * offer.duration();
        instances -= sign;
        queueDelay = Math.max(0, queueDelay + sign * offer.duration() / ability.processors());
        disk -= sign * offer.job().needs().disk();
    }
}
