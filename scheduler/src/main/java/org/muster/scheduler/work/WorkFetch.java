package org.muster.scheduler.work;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.report.TaskRows;
import org.muster.scheduler.rules.Offer;
import org.muster.scheduler.rules.Reason;
import org.muster.scheduler.rules.Refusal;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.rules.WorkunitNow;
import org.muster.scheduler.version.FittedVersion;

/**
 * Fills one reply with work: chooses tasks from the cache by the work rules, locks their workunits, asks the commit
 * rules, and goes round again for those that fell away. What is left is written by set. One instance serves one
 * transaction.
 */
public final class WorkFetch {

    /** Rounds are for tasks lost to other schedulers and to the commit rules; two or three settle it. */
    private static final int MOST_ROUNDS = 5;

    private final Stock stock;
    private final Rules rules;
    private final WorkOrder order;
    private final Reservation reservation;
    private final WorkBudget budget;
    private final Set<String> words = new LinkedHashSet<>();
    private final Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
    private final List<Chosen> kept = new ArrayList<>();
    private boolean cacheWasEmpty;

    private WorkFetch(Stock stock, Rules rules, WorkOrder order, Reservation reservation) {
        this.stock = stock;
        this.rules = rules;
        this.order = order;
        this.reservation = reservation;
        this.budget = new WorkBudget(order.request(), order.ability(), order.counts(), order.limits());
    }

    private record Chosen(JobSlot slot, Offer offer) {}

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
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Chosen> chosen = choose();
            if (chosen.isEmpty()) {
                break;
            }
            boolean anyHeld = settle(handle, chosen);
            if (anyHeld && round == 0) {
                budget.avoid(AssignmentRows.heldBy(
                        handle,
                        workunitsInCache(),
                        order.receiver().user(),
                        order.receiver().host()));
            }
        }
        List<SentTask> tasks = kept.stream().map(this::task).toList();
        write(handle, tasks);
        return new FetchedWork(tasks, List.copyOf(words), cacheWasEmpty, refusals);
    }

    private List<Chosen> choose() {
        List<Chosen> chosen = new ArrayList<>();
        List<JobSlot> slots = budget.wantsMore() ? stock.cache().inOrder() : List.of();
        cacheWasEmpty = slots.isEmpty() && kept.isEmpty() && words.isEmpty();
        for (JobSlot slot : slots) {
            if (!budget.wantsMore()) {
                break;
            }
            Offer offer = offer(slot.job());
            Optional<Refusal> refusal = rules.refuse(offer, budget.situation(offer));
            if (refusal.isPresent()) {
                note(refusal.get());
                if (refusal.get().reason().endsSearch()) {
                    break;
                }
            } else if (reservation.take(slot)) {
                budget.take(offer);
                chosen.add(new Chosen(slot, offer));
            }
        }
        return chosen;
    }

    /** Locks and asks the commit rules; true when a task fell away because a task of its workunit is held already. */
    private boolean settle(Handle handle, List<Chosen> chosen) {
        boolean anyHeld = false;
        Map<Long, WorkunitNow> workunits = AssignmentRows.lock(
                handle,
                chosen.stream().map(one -> one.offer().job().workunitId()).toList());
        for (Chosen one : chosen) {
            Optional<Refusal> refusal =
                    refusal(one.offer(), workunits.get(one.offer().job().workunitId()));
            if (refusal.isEmpty()) {
                kept.add(one);
                reservation.spend(one.slot());
                continue;
            }
            Reason reason = refusal.get().reason();
            budget.undo(one.offer());
            note(refusal.get());
            anyHeld |= reason == Reason.WORKUNIT_ALREADY_HELD;
            if (reason.endsTask()) {
                reservation.spend(one.slot());
            }
        }
        return anyHeld;
    }

    private Optional<Refusal> refusal(Offer offer, WorkunitNow workunit) {
        if (workunit == null) {
            return Optional.of(new Refusal(Reason.WORKUNIT_BUSY, ""));
        }
        return rules.refuse(
                offer, workunit, order.receiver().user(), order.receiver().host());
    }

    private void write(Handle handle, List<SentTask> tasks) {
        AssignmentRows.assign(handle, tasks, order.receiver(), order.gracePeriod(), order.now());
        SortedMap<Long, Long> due = new TreeMap<>();
        for (SentTask task : tasks) {
            due.merge(task.job().workunitId(), task.deadline() + order.gracePeriod(), Math::min);
        }
        TaskRows.moveTransitions(handle, due);
    }

    private Offer offer(Job job) {
        Optional<FittedVersion> version = order.versions().best(job, fitted -> budget.wants(fitted.type()));
        double duration = version.map(fitted -> order.ability().duration(job.needs(), fitted.usage()))
                .orElse(0.0);
        return new Offer(job, version, duration);
    }

    private SentTask task(Chosen chosen) {
        Job job = chosen.offer().job();
        FittedVersion version = chosen.offer().version().orElseThrow();
        return new SentTask(job, version, order.now() + job.needs().delayBound());
    }

    private Set<Long> workunitsInCache() {
        return stock.cache().inOrder().stream()
                .map(slot -> slot.job().workunitId())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void note(Refusal refusal) {
        refusals.merge(refusal.reason(), 1, Integer::sum);
        if (!refusal.words().isEmpty()) {
            words.add(refusal.words());
        }
    }
}
