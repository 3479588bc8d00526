package org.muster.control.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/** So many lives, from the order to the purge of the last row. Used once. */
final class LifeStretch {
    private static final long LOOK_MILLISECONDS = 50;
    /** A look into the database, whose statements are counted. */
    private static final long QUERY_MILLISECONDS = 250;

    /** Longest time without any progress. */
    private static final long STUCK_NANOSECONDS = 300_000_000_000L;

    private final BenchProject project;
    private final LifeProcesses processes;
    private final Volunteers volunteers;
    private final int resident;
    private final Map<Integer, Interruption> interruptions = new LinkedHashMap<>();

    /** Something that happens in the middle. */
    interface Interruption {
        void happen() throws IOException, InterruptedException;
    }

    /**
     * How long it took.
     *
     * @param seconds until the last row was purged
     * @param secondsReported until the last task was reported
     */
    record Took(double seconds, double secondsReported) {}

    /** @param resident rows that only lie there, with the lowest ids */
    LifeStretch(BenchProject project, LifeProcesses processes, Volunteers volunteers, int resident) {
        this.project = project;
        this.processes = processes;
        this.volunteers = volunteers;
        this.resident = resident;
    }

    /** Lets something happen when so many tasks have been reported; in ascending order. */
    void interruptAt(int reported, Interruption interruption) {
        interruptions.put(reported, interruption);
    }

    /** Lives them. */
    Took run(String prefix, int tasks, int inputBytes) throws IOException, InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long before = volunteers.reported();
        LongSupplier reported = () -> volunteers.reported() - before;
        processes.order(prefix, tasks, inputBytes);
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            Future<?> work = one.submit(() -> {
                volunteers.work(() -> reported.getAsLong() >= tasks);
                return null;
            });
            try {
                for (Map.Entry<Integer, Interruption> next : interruptions.entrySet()) {
                    await(reported, count -> work.isDone() || count >= next.getKey(), LOOK_MILLISECONDS);
                    next.getValue().happen();
                }
                await(reported, count -> work.isDone(), LOOK_MILLISECONDS);
                work.get();
            } finally {
                work.cancel(true);
            }
        }
        double secondsReported = (System.nanoTime() - begun) / 1e9;
        awaitPurge();
        return new Took((System.nanoTime() - begun) / 1e9, secondsReported);
    }

    /** Waits until nothing is left but what only lies there. */
    void awaitPurge() throws IOException, InterruptedException {
        LongSupplier left = () -> project.number("select count(*) from workunit where id > " + resident);
        await(left, count -> count == 0, QUERY_MILLISECONDS);
    }

    /** Waits for an end, as long as the processes live and a count moves. */
    private void await(LongSupplier count, LongPredicate end, long betweenLooks)
            throws IOException, InterruptedException {
        long last = count.getAsLong();
        long changed = System.nanoTime();
        while (!end.test(last)) {
            processes.requireAlive();
            if (System.nanoTime() - changed > STUCK_NANOSECONDS) {
                throw new IOException("nothing has moved for a long time, with " + reportedSoFar() + " tasks reported;"
                        + " see the daemons' logs beside " + project.configFile());
            }
            Thread.sleep(betweenLooks);
            long now = count.getAsLong();
            changed = now == last ? changed : System.nanoTime();
            last = now;
        }
    }

    private long reportedSoFar() {
        return volunteers.reported();
    }
}
