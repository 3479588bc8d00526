package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.rules.Reason;
import org.muster.scheduler.rules.Refusal;
import org.muster.scheduler.rules.Replication;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.rules.WorkunitNow;

/**
 * Fills one reply with work: chooses tasks from the cache by score and by the work rules, locks their workunits, asks the
 * commit rules, and goes round again for those that fell away. What is left is written by set. One instance serves one
 * transaction.
 */
public final class WorkFetch {

    /** Rounds are for tasks lost to other schedulers and to the commit rules; two or three settle it. */
    private static final int MOST_ROUNDS = 5;

    /** Workunits that are asked about at once when it turns out that the account has tasks of some already. */
    private static final int MOST_AHEAD = 2000;

    private final Stock stock;
    private final Rules rules;
    private final WorkOrder order;
    private final Reservation reservation;
    private final Random random;
    private final WorkBudget budget;
    private final RefusalNotes refusals = new RefusalNotes();
    private final List<Chosen> kept = new ArrayList<>();

    private WorkFetch(Stock stock, Rules rules, WorkOrder order, Reservation reservation) {
        this.stock = stock;
        this.rules = rules;
        this.order = order;
        this.reservation = reservation;
        this.random = new Random(stock.cache().seed());
        this.budget = new WorkBudget(order);
    }

    /**
     * Chooses work and writes that it was given out.
     *
     * @param handle a transaction
     * @param reservation holds the slots until the transaction is committed
     */
    public static FetchedWork fetch(Handle handle, Stock stock, Rules rules, WorkOrder order, Reservation reservation) {
        return new WorkFetch(stock, rules, order, reservation).fetch(handle);
    }

    private FetchedWork fetch(Handle handle) {
        List<JobGroup> groups = JobSearch.order(stock.cache().open(), stock.policies(), order.claimant(), random);
        JobChoice choice = new JobChoice(stock.policies(), rules, order, budget, groups);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Chosen> chosen = choice.choose(reservation, refusals);
            if (chosen.isEmpty()) {
                break;
            }
            if (settle(handle, chosen)) {
                budget.avoid(AssignmentRows.heldBy(
                        handle,
                        choice.ahead(MOST_AHEAD),
                        order.claimant().user(),
                        order.claimant().host()));
            }
        }
        AssignmentRows.assign(handle, kept, order);
        return new FetchedWork(
                kept.stream().map(Chosen::task).toList(), refusals.words(), choice.sawNothing(), refusals.counts());
    }

    /** Locks and asks the commit rules; true when a task fell away because a task of its workunit is held already. */
    private boolean settle(Handle handle, List<Chosen> chosen) {
        boolean anyHeld = false;
        Map<Long, WorkunitNow> workunits = AssignmentRows.lock(
                handle,
                chosen.stream().map(one -> one.offer().job().workunitId()).toList());
        for (Chosen one : chosen) {
            WorkunitNow workunit = workunits.get(one.offer().job().workunitId());
            Optional<Refusal> refusal = workunit == null
                    ? Optional.of(Refusal.silent(Reason.WORKUNIT_BUSY))
                    : rules.refuse(one.offer(), workunit, order.claimant());
            if (refusal.isEmpty()) {
                keep(one, workunit);
            } else {
                letGo(one, workunit, refusal.get());
                anyHeld |= refusal.get().reason() == Reason.WORKUNIT_ALREADY_HELD;
            }
        }
        return anyHeld;
    }

    private void keep(Chosen one, WorkunitNow workunit) {
        int target = Replication.target(one.offer(), workunit, random.nextDouble());
        boolean replicated = target != workunit.commitment().target();
        kept.add(one.replicated(replicated ? target : 0));
        reservation.spend(one.slot());
        one.group().given();
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
        }
    }
}
