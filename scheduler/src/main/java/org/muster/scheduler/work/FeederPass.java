package org.muster.scheduler.work;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.store.Database;

/**
 * Keeps the job cache filled and the catalogue fresh. Each run reads the catalogue when it is old, lets go of slots whose
 * rows were given out by another scheduler or are not wanted any more, and fills the free places.
 */
public final class FeederPass implements Pass {

    private static final long CATALOGUE_AGE = 10;
    private static final long SLOT_AGE = 10;

    private final Database database;
    private final InstantSource clock;
    private final Shard shard;
    private final Stock stock;
    private long catalogueReadAt = Long.MIN_VALUE;

    /**
     * @param database the work database
     * @param clock the time
     * @param shard which results this scheduler's cache takes
     * @param stock what to fill
     */
    public FeederPass(Database database, InstantSource clock, Shard shard, Stock stock) {
        this.database = database;
        this.clock = clock;
        this.shard = shard;
        this.stock = stock;
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
        Set<Long> unsent = database.read(handle -> JobRows.stillUnsent(
                handle, old.stream().map(slot -> slot.job().resultId()).toList()));
        for (JobSlot slot : old) {
            if (unsent.contains(slot.job().resultId())) {
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
        int free = cache.capacity() - (slots.size() - gone.size());
        if (free * 10 < cache.capacity()) {
            return PassOutcome.IDLE;
        }
        int limit = 2 * cache.capacity();
        List<Long> unsent = database.read(handle -> JobRows.unsent(handle, shard, limit));
        Set<Long> held =
                slots.stream().map(slot -> slot.job().resultId()).collect(Collectors.toCollection(HashSet::new));
        List<Long> wanted =
                unsent.stream().filter(id -> !held.contains(id)).limit(free).toList();
        List<Job> jobs = wanted.isEmpty()
                ? List.of()
                : database.transact(handle -> stock.jobs().read(handle, wanted, now));
        boolean more = unsent.size() == limit;
        cache.replace(jobs, gone, more, now);
        return new PassOutcome(jobs.size(), false);
    }
}
