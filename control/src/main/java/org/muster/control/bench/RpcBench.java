package org.muster.control.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.muster.common.store.Database;
import org.muster.control.bench.LifeFloor.Step;

/**
 * Scheduler RPCs: every host reports the task it has and gets another one in the same request, over connections that
 * stay open, each host one request at a time. The floor is what the database takes for the same rows in sets.
 */
final class RpcBench {
    private static final int BUFFER_POOL_MEGABYTES = 1024;
    private static final int BATCH = 1000;
    private static final int FLOOR_SECONDS = 4;
    private static final int TRANSITIONER_HEAP_MEGABYTES = 512;
    private static final double ONE_TASK = 1.0;

    private final Path directory;
    private final Plan plan;
    private final LongAdder requests = new LongAdder();
    private final LongAdder tasks = new LongAdder();
    private final LongAdder taskless = new LongAdder();
    private final LongAdder everGiven = new LongAdder();
    private final LongAdder putOff = new LongAdder();
    private final Histogram latencies = new ConcurrentHistogram(3);

    /**
     * What is measured.
     *
     * @param connections connections at once
     * @param warmUpSeconds how long the same load runs before, unmeasured: a server's first minute is not its day
     * @param seconds how long
     * @param workunits tasks to be had; the measurement ends early when they run out
     * @param hosts hosts that the project knows; no fewer than there are asking
     * @param asking hosts that ask, in turn
     * @param rows results that only lie there
     * @param cacheSize results that the scheduler holds ready
     * @param heapMegabytes most memory of the scheduler for objects
     * @param profile whether the scheduler is recorded
     */
    record Plan(
            int connections,
            int warmUpSeconds,
            int seconds,
            int workunits,
            int hosts,
            int asking,
            int rows,
            int cacheSize,
            int heapMegabytes,
            boolean profile) {}

    /** @param directory emptied first */
    RpcBench(Path directory, Plan plan) {
        this.directory = directory.toAbsolutePath();
        this.plan = plan;
    }

    /** Makes a project, starts a scheduler, and measures. */
    LoadFigures run() throws IOException, InterruptedException, ExecutionException {
        BenchProject.Shape shape = new BenchProject.Shape(BUFFER_POOL_MEGABYTES, BATCH, "discard", plan.cacheSize);
        try (BenchProject project = BenchProject.create(directory, shape)) {
            LoadFigures figures = new LoadFigures();
            ResidentRows resident = new ResidentRows(project.work());
            resident.tasks(plan.rows);
            project.accounts(plan.hosts);
            resident.hosts(plan.hosts);
            project.workunits(plan.workunits);
            createResults(project);
            Optional<Path> recording =
                    plan.profile ? Optional.of(directory.resolve("scheduler.jfr")) : Optional.empty();
            try (ChildDaemons scheduler = ChildDaemons.start(new ChildDaemons.Start(
                    project.configFile(),
                    directory.resolve("scheduler.log"),
                    plan.heapMegabytes,
                    List.of("scheduler"),
                    recording))) {
                Waiting.forServer(project.scheduler(), scheduler);
                List<List<SimulatedHost>> hosts = hosts();
                each(hosts, share -> load(project.scheduler(), share, share.size(), Long.MAX_VALUE));
                long warm = System.nanoTime() + plan.warmUpSeconds * 1_000_000_000L;
                each(hosts, share -> load(project.scheduler(), share, Integer.MAX_VALUE, warm));
                measure(project, scheduler, hosts, figures);
            }
            floor(project, figures);
            if (plan.profile) {
                FlameGraph.drawAll(directory, "bench rpc");
            }
            return figures;
        }
    }

    private void measure(
            BenchProject project, ChildDaemons scheduler, List<List<SimulatedHost>> hosts, LoadFigures figures)
            throws IOException, InterruptedException, ExecutionException {
        requests.reset();
        tasks.reset();
        taskless.reset();
        putOff.reset();
        latencies.reset();
        Map<String, ProcessMeter> meters = new LinkedHashMap<>();
        meters.put("database", project.databaseProcess());
        meters.put("scheduler", scheduler.meter(0));
        meters.put("load", new ProcessMeter(ProcessHandle.current().pid()));
        ResourceUse use = ResourceUse.begin(project, meters);
        long begun = System.nanoTime();
        long end = begun + plan.seconds * 1_000_000_000L;
        each(hosts, share -> load(project.scheduler(), share, Integer.MAX_VALUE, end));
        double took = (System.nanoTime() - begun) / 1e9;
        double count = requests.sum();
        figures.put("requests per second", count / took)
                .put("requests", count)
                .put("seconds", took)
                .put("tasks per request", tasks.sum() / count)
                .latencies(latencies)
                .put("requests without a task", taskless.sum())
                .put("requests put off", putOff.sum());
        use.figures(figures, count, "request");
        figures.put("heap MB: scheduler", scheduler.liveHeapMegabytes());
    }

    /** What the same server needs for the rows of sending and reporting, in sets. */
    private static void floor(BenchProject project, LoadFigures figures) {
        try (Database rows = project.floor()) {
            LifeFloor.Measured measured = new LifeFloor(rows).run(FLOOR_SECONDS);
            double spent =
                    measured.seconds().get(Step.DISPATCH) + measured.seconds().get(Step.REPORT);
            double rate = measured.lives() / spent;
            figures.put("floor: dispatches with reports per second", rate)
                    .put("ratio to the floor", figures.all().get("requests per second") / rate);
        }
    }

    /** The transitioner makes the results, as in life. */
    private void createResults(BenchProject project) throws IOException, InterruptedException {
        try (ChildDaemons transitioner = ChildDaemons.start(
                project, directory.resolve("transitioner.log"), TRANSITIONER_HEAP_MEGABYTES, List.of("transitioner"))) {
            long wanted = plan.rows + plan.workunits;
            Waiting.until(transitioner, () -> project.number("select count(*) from result") >= wanted);
        }
    }

    /** The hosts that ask, spread over those that are known, in equal shares. */
    private List<List<SimulatedHost>> hosts() {
        List<List<SimulatedHost>> shares = new ArrayList<>();
        for (int i = 0; i < plan.connections; i++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < plan.asking; i++) {
            int id = 1 + (int) ((long) i * plan.hosts / plan.asking);
            shares.get(i % plan.connections).add(new SimulatedHost(BenchProject.authenticator(id), id, id));
        }
        return shares;
    }

    private interface Share {
        void run(List<SimulatedHost> hosts) throws IOException, InterruptedException;
    }

    private static void each(List<List<SimulatedHost>> shares, Share share)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(shares.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (List<SimulatedHost> hosts : shares) {
                running.add(threads.submit(() -> {
                    try {
                        share.run(hosts);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private void load(InetSocketAddress server, List<SimulatedHost> hosts, int most, long end)
            throws IOException, InterruptedException {
        try (PatientLine line = new PatientLine(server, 0, putOff)) {
            for (int number = 0; number < most && System.nanoTime() < end; number++) {
                SimulatedHost host = hosts.get(number % hosts.size());
                long begun = System.nanoTime();
                List<GivenTask> given = line.exchange(connection ->
                        host.take(connection.post(BenchProject.SCHEDULER_PATH, host.request(ONE_TASK, 0))));
                latencies.recordValue((System.nanoTime() - begun) / 1000);
                given.forEach(host::finish);
                requests.increment();
                tasks.add(given.size());
                taskless.add(given.isEmpty() ? 1 : 0);
                everGiven.add(given.size());
                if (given.isEmpty() && everGiven.sum() >= plan.workunits) {
                    return;
                }
            }
        }
    }
}
