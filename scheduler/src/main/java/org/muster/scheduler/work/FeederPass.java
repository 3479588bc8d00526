package org.muster.scheduler.work;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.store.Database;
import org.muster.scheduler.rules.ApplicationPolicy;
import org.muster.scheduler.targeted.AssignedWork;

/**
 * Keeps the job cache filled and the catalogue fresh. Each run reads the catalogue when it is old, lets go of slots whose
 * rows were given out by another scheduler or are not wanted any more, and fills the free places, each application's share
 * by its weight.
 *
 * <p>The shares are looked at when a third of the places is free, and every few seconds besides, because an application
 * may have got its first work. That costs a query for each application, which reads ids from an index.
 */
public final class FeederPass implements Pass {

    private static final long CATALOGUE_AGE = 10;
    private static final long SLOT_AGE = 10;
    private static final long SHARES_AGE = 10;

    /** Seconds that a task stays at least, however many computers were of the wrong kind for it. */
    private static final long PATIENCE = 60;

    private final Database database;
    private final InstantSource clock;
    private final WaitingTasks waiting;
    private final Stock stock;
    private final Optional<AssignedWork> assigned;
    private long catalogueReadAt = Long.MIN_VALUE;
    private long sharesSetAt = Long.MIN_VALUE;

    /**
     * @param database the work database
     * @param clock the time
     * @param shard which results this scheduler's cache takes
     * @param stock what to fill
     * @param assigned work that is meant for somebody, if this process can make it
     */
    public FeederPass(
            Database database, InstantSource clock, Shard shard, Stock stock, Optional<AssignedWork> assigned) {
        this.assigned = assigned;
        this.database = database;
        this.clock = clock;
        this.waiting = new WaitingTasks(shard);
        this.stock = stock;
    }

    /** A feeder of work that is meant for nobody in particular. */
    public FeederPass(Database database, InstantSource clock, Shard shard, Stock stock) {
        this(database, clock, shard, stock, Optional.empty());
    }

    @Override
    public PassOutcome run() {
        long now = clock.instant().getEpochSecond();
        if (catalogueReadAt + CATALOGUE_AGE <= now || catalogueReadAt > now) {
            stock.refreshCatalogue(database);
            catalogueReadAt = now;
        }
        checkOldSlots(now);
        return fill(now);
    }

    private void checkOldSlots(long now) {
        List<JobSlot> old = stock.cache().all().stream()
                .filter(slot -> slot.isPresent() && slot.checkedAt() + SLOT_AGE <= now)
                .toList();
        if (old.isEmpty()) {
            return;
        }
        Map<Long, UnsentRows.Common> unsent = database.read(handle -> UnsentRows.stillUnsent(
                handle, old.stream().map(slot -> slot.job().resultId()).toList()));
        for (JobSlot slot : old) {
            UnsentRows.Common common = unsent.get(slot.job().resultId());
            if (common != null) {
                slot.commit(common.homogeneousClass(), common.versionId());
                slot.checked(now);
            } else if (slot.take()) {
                slot.gone();
            }
        }
    }

    private PassOutcome fill(long now) {
        JobCache cache = stock.cache();
        List<JobSlot> slots = cache.all();
        Set<JobSlot> gone = slots.stream().filter(JobSlot::isGone).collect(Collectors.toSet());
        int empty = cache.capacity()
                - (int) slots.stream()
                        .filter(slot -> !slot.isGone()
                                && slot.job().placement().destination().isEmpty())
                        .count();
        boolean due = sharesSetAt + SHARES_AGE <= now || sharesSetAt > now;
        if (empty * 3 < cache.capacity() && !due) {
            return PassOutcome.IDLE;
        }
        sharesSetAt = now;
        waiting.wake(now);
        List<CachePlan.Part> parts = parts(now);
        CachePlan plan = CachePlan.of(cache.capacity(), parts);
        Map<Long, Destination> meant = assigned(now);
        List<Long> wanted =
                Stream.concat(plan.added().stream(), meant.keySet().stream()).toList();
        List<Job> jobs = wanted.isEmpty()
                ? List.of()
                : database.transact(handle ->
                        stock.jobs().read(handle, wanted, result -> Optional.ofNullable(meant.get(result)), now));
        Set<JobSlot> forgotten = new HashSet<>(gone);
        forgotten.addAll(taken(plan.removed()));
        List<JobSlot> aged = taken(plan.aged());
        forgotten.addAll(aged);
        waiting.rest(aged.stream().map(slot -> slot.job().resultId()).toList(), now);
        boolean more = parts.stream().mapToInt(part -> part.waiting().size()).sum()
                > plan.added().size();
        cache.replace(jobs, forgotten, more, now);
        return new PassOutcome(jobs.size(), false);
    }

    /** Work that is meant for somebody and not in the cache yet. What is not meant for them any more leaves it. */
    private Map<Long, Destination> assigned(long now) {
        Map<Long, Destination> meant =
                assigned.map(work -> work.ready(database, now)).orElse(new HashMap<>());
        for (JobSlot slot : stock.cache().all()) {
            Optional<Destination> before = slot.job().placement().destination();
            Optional<Destination> after =
                    Optional.ofNullable(meant.remove(slot.job().resultId()));
            if (!before.equals(after) && slot.take()) {
                slot.gone();
            }
        }
        return meant;
    }

    /** Takes slots for good, so that no request gets them any more; those that a request holds stay. */
    private static List<JobSlot> taken(Set<JobSlot> slots) {
        List<JobSlot> taken = slots.stream().filter(JobSlot::take).toList();
        taken.forEach(JobSlot::gone);
        return taken;
    }

    private List<CachePlan.Part> parts(long now) {
        Map<Long, List<JobSlot>> held = new HashMap<>();
        Set<Long> results = new HashSet<>();
        for (JobSlot slot : stock.cache().all()) {
            results.add(slot.job().resultId());
            if (!slot.isGone() && slot.job().placement().destination().isEmpty()) {
                held.computeIfAbsent(slot.job().applicationId(), id -> new ArrayList<>())
                        .add(slot);
            }
        }
        Set<JobSlot> unwanted = unwanted(now);
        List<CachePlan.Part> parts = new ArrayList<>();
        List<ApplicationPolicy> applications = stock.policies().values().stream()
                .sorted(Comparator.comparingLong(ApplicationPolicy::id))
                .toList();
        for (ApplicationPolicy application : applications) {
            List<JobSlot> own = held.getOrDefault(application.id(), List.of());
            parts.add(new CachePlan.Part(
                    application.id(),
                    application.weight(),
                    own,
                    own.stream().filter(unwanted::contains).toList(),
                    database.read(handle -> waiting.next(
                            handle, application.id(), results, stock.cache().capacity()))));
        }
        return parts;
    }

    private Set<JobSlot> unwanted(long now) {
        return stock.cache().contents().byApplication().values().stream()
                .flatMap(List::stream)
                .filter(Shelf::unwanted)
                .flatMap(shelf -> shelf.slots().stream())
                .filter(slot -> slot.isPresent() && slot.addedAt() + PATIENCE <= now)
                .collect(Collectors.toSet());
    }
}
