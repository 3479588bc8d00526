package org.muster.control.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Scheduler RPCs: every host reports the task it has and gets another one in the same request, over connections that
 * stay open, each host one request at a time.
 */
final class RpcBench {
    private static final String PATH = "/muster_cgi/cgi";
    private static final int HOSTS_PER_CONNECTION = 16;
    private static final int BUFFER_POOL_MEGABYTES = 1024;
    private static final int SCHEDULER_HEAP_MEGABYTES = 512;
    private static final double ONE_TASK = 1.0;

    private final int connections;
    private final int seconds;
    private final LongAdder requests = new LongAdder();
    private final LongAdder tasks = new LongAdder();
    private final Histogram latencies = new ConcurrentHistogram(3);

    /**
     * @param connections connections at once
     * @param seconds how long to measure
     */
    RpcBench(int connections, int seconds) {
        this.connections = connections;
        this.seconds = seconds;
    }

    /**
     * Makes a project with so many tasks, starts a scheduler, and measures.
     *
     * @param workunits tasks to be had; the measurement ends early when they run out
     */
    LoadFigures run(BenchCommand.Setting setting, int workunits)
            throws IOException, InterruptedException, ExecutionException {
        try (BenchProject project = BenchProject.create(setting.directory().resolve("rpc"), BUFFER_POOL_MEGABYTES)) {
            List<List<SimulatedHost>> hosts = hosts(project.accounts(connections * HOSTS_PER_CONNECTION));
            project.workunits(workunits);
            createResults(setting, project, workunits);
            try (ChildDaemons scheduler = ChildDaemons.start(
                    project,
                    setting.directory().resolve("rpc-scheduler.log"),
                    SCHEDULER_HEAP_MEGABYTES,
                    List.of("scheduler"))) {
                InetSocketAddress server = project.scheduler();
                Waiting.forServer(server, scheduler);
                each(hosts, share -> load(server, share, share.size(), Long.MAX_VALUE));
                return measured(project, scheduler, server, hosts);
            }
        }
    }

    private LoadFigures measured(
            BenchProject project, ChildDaemons scheduler, InetSocketAddress server, List<List<SimulatedHost>> hosts)
            throws InterruptedException, ExecutionException {
        requests.reset();
        tasks.reset();
        latencies.reset();
        DatabaseCounters before = project.counters();
        double processorBefore = scheduler.processorSeconds();
        long begun = System.nanoTime();
        long end = begun + seconds * 1_000_000_000L;
        each(hosts, share -> load(server, share, Integer.MAX_VALUE, end));
        double took = (System.nanoTime() - begun) / 1e9;
        double processor = scheduler.processorSeconds() - processorBefore;
        DatabaseCounters used = project.counters().since(before);
        double count = requests.sum();
        return new LoadFigures()
                .put("requests", count)
                .put("requests per second", count / took)
                .put("tasks per request", tasks.sum() / count)
                .latencies(latencies)
                .put("scheduler processor milliseconds per request", 1000 * processor / count)
                .put("statements per request", used.statements() / count)
                .put("commits per request", used.commits() / count);
    }

    /** The transitioner makes the results, as in life. */
    private static void createResults(BenchCommand.Setting setting, BenchProject project, int workunits)
            throws IOException, InterruptedException {
        try (ChildDaemons transitioner = ChildDaemons.start(
                project,
                setting.directory().resolve("rpc-transitioner.log"),
                SCHEDULER_HEAP_MEGABYTES,
                List.of("transitioner"))) {
            Waiting.until(transitioner, () -> project.number("select count(*) from result") >= workunits);
        }
    }

    private static List<List<SimulatedHost>> hosts(List<String> authenticators) {
        List<List<SimulatedHost>> shares = new ArrayList<>();
        for (int from = 0; from < authenticators.size(); from += HOSTS_PER_CONNECTION) {
            List<SimulatedHost> share = new ArrayList<>();
            for (int number = from; number < from + HOSTS_PER_CONNECTION; number++) {
                share.add(new SimulatedHost(authenticators.get(number), number));
            }
            shares.add(share);
        }
        return shares;
    }

    private interface Share {
        void run(List<SimulatedHost> hosts) throws IOException;
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
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private void load(InetSocketAddress server, List<SimulatedHost> hosts, int most, long end) throws IOException {
        try (KeepAliveConnection connection = new KeepAliveConnection(server)) {
            for (int number = 0; number < most && System.nanoTime() < end; number++) {
                SimulatedHost host = hosts.get(number % hosts.size());
                byte[] request = host.request(ONE_TASK, 0);
                long begun = System.nanoTime();
                byte[] reply = connection.post(PATH, request);
                latencies.recordValue((System.nanoTime() - begun) / 1000);
                List<GivenTask> taken = host.take(reply);
                taken.forEach(host::finish);
                int given = taken.size();
                requests.increment();
                tasks.add(given);
                if (given == 0 && most == Integer.MAX_VALUE) {
                    return;
                }
            }
        }
    }
}
