package org.muster.web.counts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.store.Database;

/**
 * Keeps the tables of the status page: a round every few seconds, by the one web daemon that holds the lease. What it costs
 * is bounded twice: a round stops counting when its time is spent, and the next comes after twenty times the time that the
 * last one took (15 s at most), if that is longer than the usual pause.
 */
public final class StatusCollector implements Pass {
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final int REST_FACTOR = 20;
    /** A round that took longer than its time did so because the machine is busy, not because there is much to count. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(15);

    private static final long POPULATION_SECONDS = 60;
    private static final long SAMPLE_SECONDS = 60;

    private final Database work;
    private final InstantSource clock;
    private final CollectorLease lease;
    private final Surroundings surroundings;
    private final int restFactor;
    private final QueueCounts queues = new QueueCounts();

    private boolean holding;
    private long restUntil = Long.MIN_VALUE;
    private long populationDue = Long.MIN_VALUE;
    private long lastSample;

    /**
     * @param holder a name that no other collector has
     * @param surroundings what is kept besides counts
     */
    public StatusCollector(Database work, InstantSource clock, String holder, Surroundings surroundings) {
        this(work, clock, holder, surroundings, REST_FACTOR);
    }

    /** With another rest between rounds, as a multiple of what they took. */
    StatusCollector(Database work, InstantSource clock, String holder, Surroundings surroundings, int restFactor) {
        this.restFactor = restFactor;
        this.work = work;
        this.clock = clock;
        this.lease = new CollectorLease(holder);
        this.surroundings = surroundings;
    }

    @Override
    public PassOutcome run() {
        long begun = System.nanoTime();
        if (begun < restUntil) {
            return PassOutcome.IDLE;
        }
        long now = clock.instant().getEpochSecond();
        if (!work.transact(handle -> lease.take(handle, now))) {
            queues.forget();
            holding = false;
            return PassOutcome.IDLE;
        }
        holding = true;
        List<StatusTables.Count> counts =
                work.read(handle -> queues.round(handle, now, () -> System.nanoTime() - begun > ROUND.toNanos()));
        Map<String, Double> population = population(now);
        List<Since> writtenDown = work.read(handle -> SinceTable.read(handle, Instant.ofEpochSecond(now)));
        List<Since> lasting = surroundings.lasting(writtenDown);
        work.write(handle -> {
            if (!lasting.equals(writtenDown)) {
                SinceTable.write(handle, lasting, now);
            }
            StatusTables.writeCounts(handle, counts);
            StatusTables.writeTotals(handle, population);
            CounterFold.run(handle);
        });
        sample(now, lasting);
        rest(begun);
        return PassOutcome.IDLE;
    }

    /** True when the last round was this collector's. */
    public boolean isHolding() {
        return holding;
    }

    /** Lets another web daemon go on at once. */
    public void release() {
        if (holding) {
            work.write(lease::release);
        }
    }

    private Map<String, Double> population(long now) {
        if (now < populationDue) {
            return Map.of();
        }
        long begun = System.nanoTime();
        Map<String, Double> population = work.read(handle -> PopulationCount.read(handle, now));
        long took = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        populationDue = now + Math.max(POPULATION_SECONDS, took * REST_FACTOR);
        return population;
    }

    private void sample(long now, List<Since> lasting) {
        long minute = now - now % SAMPLE_SECONDS;
        if (minute == lastSample) {
            return;
        }
        Map<String, Double> disks = surroundings.measured();
        work.write(handle -> {
            Map<String, Double> values = new HashMap<>(disks);
            StatusTables.totals(handle).forEach((name, amount) -> {
                if (!name.startsWith("runtime.")) {
                    values.put(name, amount);
                }
            });
            StatusTables.counts(handle)
                    .forEach(count -> values.merge("queue." + count.queue(), (double) count.amount(), Double::sum));
            StatusTables.writeSamples(handle, samples(values, minute));
            StatusTables.removeOld(handle, now);
            CounterFold.removeGone(handle, now);
            SinceTable.write(handle, lasting, now);
        });
        lastSample = minute;
    }

    private static List<StatusTables.Sample> samples(Map<String, Double> values, long minute) {
        List<StatusTables.Sample> samples = new ArrayList<>();
        values.forEach((name, amount) -> samples.add(new StatusTables.Sample(name, minute, amount)));
        return samples;
    }

    private void rest(long begun) {
        long now = System.nanoTime();
        restUntil = now + Math.min((now - begun) * restFactor, LONGEST_REST.toNanos());
    }
}
