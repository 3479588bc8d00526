package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.muster.scheduler.rules.Reason;
import org.muster.scheduler.rules.Refusal;
import org.muster.scheduler.rules.Replication;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.rules.WorkunitNow;

/**
 * Fills one reply with work: chooses tasks by score and by the work rules, and keeps those that the commit rules allow
 * while their workunits are locked. Decides without the database. Not thread-safe.
 */
final class ReplyFilling {

    private final Stock stock;
    private final Rules rules;
    private final WorkOrder order;
    private final Reservation reservation;
    private final Random random;
    private final WorkBudget budget;
    private final JobChoice choice;
    private final RefusalNotes refusals = new RefusalNotes();
    private final List<Chosen> kept = new ArrayList<>();
    private List<Chosen> chosen = List.of();
    private boolean metHeldWork;
    private boolean releasedAny;

    ReplyFilling(Stock stock, Rules rules, WorkOrder order, Reservation reservation) {
        this.stock = stock;
        this.rules = rules;
        this.order = order;
        this.reservation = reservation;
        this.random = new Random(stock.cache().seed());
        this.budget = new WorkBudget(order);
        List<JobGroup> groups = JobSearch.order(stock.cache().open(), stock.policies(), order.claimant(), random);
        this.choice = new JobChoice(stock.policies(), rules, order, budget, groups);
    }

    /** Chooses tasks until the demand is filled; false when there was none to choose. */
    boolean choose() {
        chosen = choice.choose(reservation, refusals);
        return !chosen.isEmpty();
    }

    /** The workunits of the tasks that were chosen last. */
    Set<Long> chosenWorkunits() {
        Set<Long> workunits = new HashSet<>();
        chosen.forEach(one -> workunits.add(one.offer().job().workunitId()));
        return workunits;
    }

    /**
     * Asks the commit rules about the tasks that were chosen last.
     *
     * @param locked workunits by id; those that are not there are held by somebody else; changed for what is given away
     */
    void settle(Map<Long, WorkunitNow> locked) {
        metHeldWork = false;
        for (Chosen one : chosen) {
            WorkunitNow workunit = locked.get(one.offer().job().workunitId());
            Optional<Refusal> refusal = workunit == null
                    ? Optional.of(Refusal.silent(Reason.WORKUNIT_BUSY))
                    : rules.refuse(one.offer(), workunit, order.claimant());
            if (refusal.isEmpty()) {
                locked.put(workunit.id(), keep(one, workunit));
            } else {
                letGo(one, workunit, refusal.get());
                metHeldWork |= refusal.get().reason() == Reason.WORKUNIT_ALREADY_HELD;
            }
        }
    }

    private WorkunitNow keep(Chosen one, WorkunitNow workunit) {
        WorkunitNow.Commitment before = workunit.commitment();
        int target = Replication.target(one.offer(), workunit, random.nextDouble());
        Chosen replicated = one.replicated(target == before.target() ? 0 : target);
        kept.add(replicated);
        reservation.spend(one.slot());
        one.group().given();
        return workunit.given(
                one.task().job().resultId(),
                order.claimant(),
                new WorkunitNow.Commitment(
                        replicated.homogeneousClass() == 0 ? before.homogeneousClass() : replicated.homogeneousClass(),
                        replicated.committedVersion() == 0 ? before.versionId() : replicated.committedVersion(),
                        target));
    }

    private void letGo(Chosen one, WorkunitNow workunit, Refusal refusal) {
        budget.undo(one.offer());
        refusals.add(refusal);
        if (workunit != null) {
            one.slot()
                    .commit(
                            workunit.commitment().homogeneousClass(),
                            workunit.commitment().versionId());
        }
        if (refusal.reason().endsTask()) {
            reservation.spend(one.slot());
        } else {
            reservation.release(one.slot());
            releasedAny = true;
        }
    }

    /** Whether a task fell away because a task of its workunit is held already. */
    boolean metHeldWork() {
        return metHeldWork;
    }

    /** Whether it let go of a task that others may have. */
    boolean releasedAny() {
        return releasedAny;
    }

    /** Whether it has nothing. */
    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** The same reply, to be filled from the beginning. */
    ReplyFilling afresh() {
        return new ReplyFilling(stock, rules, order, reservation);
    }

    /** What is to be asked about the workunits that would be chosen from next. */
    AssignmentRows.Asked ahead(int most) {
        return new AssignmentRows.Asked(order.claimant(), choice.ahead(most));
    }

    /** Keeps workunits from being chosen of which it has a task. */
    void avoid(Map<Long, Set<Long>> heldByComputer) {
        budget.avoid(heldByComputer.getOrDefault(order.claimant().host(), Set.of()));
    }

    /** The tasks that it gets. */
    AssignmentRows.Assigned assigned() {
        return new AssignmentRows.Assigned(order, kept);
    }

    FetchedWork fetched() {
        return new FetchedWork(
                kept.stream().map(Chosen::task).toList(), refusals.words(), choice.sawNothing(), refusals.counts());
    }
}
