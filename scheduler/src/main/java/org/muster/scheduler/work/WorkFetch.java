package org.muster.scheduler.work;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.rules.WorkunitNow;

/**
 * Fills the replies of several computers with work: each chooses tasks from the cache, all their workunits are locked by
 * one statement, the commit rules are asked for one computer after the other, and those for whom tasks fell away choose
 * again. Who comes later sees what those before it were given: the slots they hold, and the results of the workunits
 * that are locked. What is left is written by set.
 */
public final class WorkFetch {

    /** Rounds are for tasks lost to other schedulers and to the commit rules; two or three settle it. */
    private static final int MOST_ROUNDS = 5;

    /** Workunits that are asked about at once when it turns out that accounts have tasks of some already. */
    private static final int MOST_AHEAD = 2000;

    private final Handle handle;
    private final Map<Long, WorkunitNow> locked = new HashMap<>();

    private WorkFetch(Handle handle) {
        this.handle = handle;
    }

    /**
     * Chooses work and writes that it was given out.
     *
     * @param handle a transaction
     * @param orders what each computer wants, in the order in which they choose
     * @param reservation holds the slots until the transaction is committed
     * @return what each gets
     */
    public static <K> Map<K, FetchedWork> fetch(
            Handle handle, Stock stock, Rules rules, Map<K, WorkOrder> orders, Reservation reservation) {
        WorkFetch fetch = new WorkFetch(handle);
        Map<K, ReplyFilling> fillings = new LinkedHashMap<>();
        orders.forEach((asker, order) -> fillings.put(asker, new ReplyFilling(stock, rules, order, reservation)));
        fetch.fill(List.copyOf(fillings.values()));
        if (fillings.values().stream().anyMatch(ReplyFilling::releasedAny)) {
            fetch.fillAgain(fillings);
        }
        AssignmentRows.assign(
                handle, fillings.values().stream().map(ReplyFilling::assigned).toList(), fetch.locked);
        Map<K, FetchedWork> fetched = new HashMap<>();
        fillings.forEach((asker, filling) -> fetched.put(asker, filling.fetched()));
        return fetched;
    }

    /** Who got nothing may have what somebody held for a moment and let go. */
    private <K> void fillAgain(Map<K, ReplyFilling> fillings) {
        List<K> empty = fillings.keySet().stream()
                .filter(asker ->
                        fillings.get(asker).isEmpty() && !fillings.get(asker).releasedAny())
                .toList();
        empty.forEach(asker -> fillings.computeIfPresent(asker, (same, filling) -> filling.afresh()));
        fill(empty.stream().map(fillings::get).toList());
    }

    private void fill(List<ReplyFilling> fillings) {
        List<ReplyFilling> open = fillings;
        for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
            open = open.stream().filter(ReplyFilling::choose).toList();
            lock(open);
            open.forEach(filling -> filling.settle(locked));
            avoidHeld(open);
        }
    }

    /** What is locked already stays as it is known: nobody else can change it, and we remember what we gave away. */
    private void lock(List<ReplyFilling> open) {
        Set<Long> wanted = new HashSet<>();
        open.forEach(filling -> wanted.addAll(filling.chosenWorkunits()));
        wanted.removeAll(locked.keySet());
        locked.putAll(AssignmentRows.lock(handle, wanted));
    }

    /** Keeps computers from choosing what they have: when one task fell away for that, many may. */
    private void avoidHeld(List<ReplyFilling> open) {
        List<ReplyFilling> asking =
                open.stream().filter(ReplyFilling::metHeldWork).toList();
        if (asking.isEmpty()) {
            return;
        }
        int each = Math.max(1, MOST_AHEAD / asking.size());
        Map<Long, Set<Long>> held = AssignmentRows.heldBy(
                handle, asking.stream().map(filling -> filling.ahead(each)).toList());
        asking.forEach(filling -> filling.avoid(held));
    }
}
