package org.muster.control.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The moment after an outage: every host has a finished task, and all of them ask a scheduler that has just started, each
 * over a connection of its own. Who is sent away comes back when asked to; nobody may be dropped.
 */
final class StormBench {
    private static final int BUFFER_POOL_MEGABYTES = 1024;
    private static final int BATCH = 1000;
    private static final int CACHE_SIZE = 1000;
    private static final int CONNECTIONS_BEFORE = 64;
    private static final int TRANSITIONER_HEAP_MEGABYTES = 512;
    private static final double ONE_TASK = 1.0;

    private final Path directory;
    private final Plan plan;
    private final Histogram servedTimes = new ConcurrentHistogram(3);
    private final Histogram putOffTimes = new ConcurrentHistogram(3);
    private final Histogram servedAt = new ConcurrentHistogram(3);
    private final LongAdder putOff = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder tasks = new LongAdder();
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * What comes.
     *
     * @param hosts how many hosts ask at once
     * @param seconds when it is given up
     * @param heapMegabytes most memory of the scheduler for objects
     * @param profile whether the scheduler is recorded
     */
    record Plan(int hosts, int seconds, int heapMegabytes, boolean profile) {}

    /**
     * What came of it.
     *
     * @param problems hosts that were dropped, or not served in time
     */
    record Outcome(LoadFigures figures, List<String> problems) {}

    /** @param directory emptied first */
    StormBench(Path directory, Plan plan) {
        this.directory = directory.toAbsolutePath();
        this.plan = plan;
    }

    Outcome run() throws IOException, InterruptedException, ExecutionException {
        BenchProject.Shape shape = new BenchProject.Shape(BUFFER_POOL_MEGABYTES, BATCH, "discard", CACHE_SIZE);
        try (BenchProject project = BenchProject.create(directory, shape)) {
            project.accounts(plan.hosts);
            new ResidentRows(project.work()).hosts(plan.hosts);
            project.workunits(2 * plan.hosts);
            createResults(project);
            List<SimulatedHost> hosts = IntStream.rangeClosed(1, plan.hosts)
                    .mapToObj(id -> new SimulatedHost(BenchProject.authenticator(id), id, id))
                    .toList();
            try (ChildDaemons before = scheduler(project, false)) {
                Waiting.forServer(project.scheduler(), before);
                giveTasks(project.scheduler(), hosts);
            }
            try (ChildDaemons after = scheduler(project, plan.profile)) {
                Waiting.forServer(project.scheduler(), after);
                LoadFigures figures = storm(project, after, hosts);
                return new Outcome(figures, problems());
            }
        }
    }

    private ChildDaemons scheduler(BenchProject project, boolean profile) throws IOException {
        Optional<Path> recording = profile ? Optional.of(directory.resolve("scheduler.jfr")) : Optional.empty();
        return ChildDaemons.start(new ChildDaemons.Start(
                project.configFile(),
                directory.resolve("scheduler.log"),
                plan.heapMegabytes,
                List.of("scheduler"),
                recording));
    }

    private void createResults(BenchProject project) throws IOException, InterruptedException {
        try (ChildDaemons transitioner = ChildDaemons.start(
                project, directory.resolve("transitioner.log"), TRANSITIONER_HEAP_MEGABYTES, List.of("transitioner"))) {
            Waiting.until(transitioner, () -> project.number("select count(*) from result") >= 2L * plan.hosts);
        }
    }

    /** Every host gets a task, as on a day like any other. */
    private void giveTasks(InetSocketAddress scheduler, List<SimulatedHost> hosts)
            throws InterruptedException, ExecutionException {
        Semaphore connections = new Semaphore(CONNECTIONS_BEFORE);
        each(hosts, host -> {
            connections.acquire();
            try (PatientLine line = new PatientLine(scheduler, plan.seconds, new LongAdder())) {
                while (!host.hasFinished()) {
                    line.exchange(connection -> ask(connection, host)).forEach(host::finish);
                }
            } finally {
                connections.release();
            }
        });
    }

    private static List<GivenTask> ask(KeepAliveConnection connection, SimulatedHost host) throws IOException {
        return host.take(connection.post(BenchProject.SCHEDULER_PATH, host.request(ONE_TASK, 0)));
    }

    private LoadFigures storm(BenchProject project, ChildDaemons scheduler, List<SimulatedHost> hosts)
            throws IOException, InterruptedException, ExecutionException {
        Map<String, ProcessMeter> meters = new LinkedHashMap<>();
        meters.put("database", project.databaseProcess());
        meters.put("scheduler", scheduler.meter(0));
        meters.put("load", new ProcessMeter(ProcessHandle.current().pid()));
        ResourceUse use = ResourceUse.begin(project, meters);
        long begun = System.nanoTime();
        Thread limit = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(plan.seconds * 1000L);
                over.set(true);
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        });
        each(hosts, host -> comeBack(project.scheduler(), host, begun));
        limit.interrupt();
        double took = (System.nanoTime() - begun) / 1e9;
        double served = servedTimes.getTotalCount();
        LoadFigures figures = new LoadFigures()
                .put("hosts", plan.hosts)
                .put("served", served)
                .put("tasks given", tasks.sum())
                .put("sent away for a while, replies", putOff.sum())
                .put("dropped connections", dropped.sum())
                .put("served per second", served / took)
                .put("seconds until half were served", servedAt.getValueAtPercentile(50) / 1000.0)
                .put("seconds until 99 % were served", servedAt.getValueAtPercentile(99) / 1000.0)
                .put("seconds until all were served", servedAt.getMaxValue() / 1000.0)
                .latencies("served ", servedTimes)
                .put("served longest milliseconds", servedTimes.getMaxValue() / 1000.0)
                .latencies("sent away ", putOffTimes);
        use.figures(figures, Math.max(1, served), "request");
        return figures.put("most resident MB: scheduler", scheduler.meter(0).mostResidentMegabytes());
    }

    /** Asks until it is served, each time when it was told to. */
    private void comeBack(InetSocketAddress scheduler, SimulatedHost host, long begun) throws InterruptedException {
        while (!over.get()) {
            long asked = System.nanoTime();
            try (KeepAliveConnection connection = new KeepAliveConnection(scheduler)) {
                List<GivenTask> given = ask(connection, host);
                servedTimes.recordValue((System.nanoTime() - asked) / 1000);
                servedAt.recordValue((System.nanoTime() - begun) / 1_000_000);
                tasks.add(given.size());
                return;
            } catch (SimulatedHost.PutOffException e) {
                putOffTimes.recordValue((System.nanoTime() - asked) / 1000);
                putOff.increment();
                Thread.sleep((long) (1000 * e.seconds()));
            } catch (IOException e) {
                dropped.increment();
                Thread.sleep(1000);
            }
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (dropped.sum() > 0) {
            problems.add(dropped.sum() + " connections were dropped");
        }
        if (servedTimes.getTotalCount() < plan.hosts) {
            problems.add((plan.hosts - servedTimes.getTotalCount()) + " hosts were not served within " + plan.seconds
                    + " seconds");
        }
        return problems;
    }

    private interface Action {
        void on(SimulatedHost host) throws IOException, InterruptedException;
    }

    private static void each(List<SimulatedHost> hosts, Action action) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> all = new ArrayList<>();
            hosts.forEach(host -> all.add(() -> {
                action.on(host);
                return null;
            }));
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
    }
}
