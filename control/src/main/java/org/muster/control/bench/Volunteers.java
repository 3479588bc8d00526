package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.muster.common.files.FileDigest;

/**
 * Simulated hosts that do whole tasks over real HTTP: ask for work, fetch the input file and check it, upload an output
 * file with its certificate, and report it with the next request. Several hosts take turns on one connection to each
 * server.
 */
final class Volunteers {
    private static final int HOSTS_PER_CONNECTION = 16;
    private static final double ONE_TASK = 1.0;
    private static final long SHORTEST_PAUSE = 20_000_000;
    private static final long LONGEST_PAUSE = 1_280_000_000;

    private final Servers servers;
    private final Manner manner;
    private final List<List<SimulatedHost>> shares;
    private final byte[] output;
    private final SimulatedHost.Output outputFacts;
    private final LongAdder requests = new LongAdder();
    private final LongAdder reported = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final Histogram requestTimes = new ConcurrentHistogram(3);
    private final Histogram uploadTimes = new ConcurrentHistogram(3);
    private final Histogram downloadTimes = new ConcurrentHistogram(3);

    /** Where the project is. */
    record Servers(InetSocketAddress scheduler, InetSocketAddress uploads, InetSocketAddress downloads) {
        static Servers of(BenchProject project) {
            return new Servers(project.scheduler(), project.uploads(), project.downloads());
        }
    }

    /**
     * How they behave.
     *
     * @param connections connections to each server
     * @param downloads whether they fetch input files
     * @param outputBytes size of an output file
     * @param patienceSeconds how long they try again when a server is away
     */
    record Manner(int connections, boolean downloads, int outputBytes, int patienceSeconds) {
        /** How many hosts there are, each with an account. */
        int hosts() {
            return connections * HOSTS_PER_CONNECTION;
        }
    }

    /** @param authenticators account keys, one for each host */
    Volunteers(Servers servers, Manner manner, List<String> authenticators) {
        this.servers = servers;
        this.manner = manner;
        this.shares = shares(manner, authenticators);
        this.output = new byte[manner.outputBytes];
        new Random(manner.outputBytes).nextBytes(output);
        this.outputFacts =
                new SimulatedHost.Output(output.length, FileDigest.of(output).md5());
    }

    private static List<List<SimulatedHost>> shares(Manner manner, List<String> authenticators) {
        List<List<SimulatedHost>> shares = new ArrayList<>();
        for (int from = 0; from < manner.hosts(); from += HOSTS_PER_CONNECTION) {
            List<SimulatedHost> share = new ArrayList<>();
            for (int number = from; number < from + HOSTS_PER_CONNECTION; number++) {
                share.add(new SimulatedHost(authenticators.get(number), number));
            }
            shares.add(share);
        }
        return shares;
    }

    /** Forgets what was measured. */
    void reset() {
        requests.reset();
        reported.reset();
        repeats.reset();
        requestTimes.reset();
        uploadTimes.reset();
        downloadTimes.reset();
    }

    /** Tasks reported and acknowledged. */
    long reported() {
        return reported.sum();
    }

    long requests() {
        return requests.sum();
    }

    /** Works until it is over; what is in hand then is reported first. */
    void work(BooleanSupplier over) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(shares.size())) {
            List<Callable<Void>> all = new ArrayList<>();
            shares.forEach(hosts -> all.add(() -> {
                new Share(hosts).work(over);
                return null;
            }));
            List<Future<Void>> running = all.stream().map(threads::submit).toList();
            try {
                for (Future<Void> one : running) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Adds rates and latencies to the figures. */
    void figures(LoadFigures figures, double seconds) {
        figures.put("requests per second", requests() / seconds)
                .put("requests per task", (double) requests() / Math.max(1, reported()))
                .latencies("request ", requestTimes)
                .latencies("upload ", uploadTimes);
        if (manner.downloads) {
            figures.latencies("download ", downloadTimes);
        }
        figures.put("exchanges repeated", repeats.sum());
    }

    /** The hosts of one connection. */
    private final class Share {
        private final List<SimulatedHost> hosts;
        private int turn;
        private int finished;
        private long pause = SHORTEST_PAUSE;

        Share(List<SimulatedHost> hosts) {
            this.hosts = hosts;
        }

        void work(BooleanSupplier over) throws IOException, InterruptedException {
            try (PatientLine scheduler = line(servers.scheduler);
                    PatientLine uploads = line(servers.uploads);
                    PatientLine downloads = line(servers.downloads)) {
                boolean dry = false;
                while (!over.getAsBoolean() || finished > 0) {
                    SimulatedHost host = hosts.get(turn++ % hosts.size());
                    if (dry && finished > 0 && !host.hasFinished()) {
                        continue;
                    }
                    if (dry && finished == 0) {
                        Thread.sleep(pause / 1_000_000);
                        pause = Math.min(2 * pause, LONGEST_PAUSE);
                    }
                    List<GivenTask> tasks = ask(scheduler, host, over.getAsBoolean());
                    dry = tasks.isEmpty();
                    pause = dry ? pause : SHORTEST_PAUSE;
                    for (GivenTask task : tasks) {
                        compute(host, task, uploads, downloads);
                    }
                }
            }
        }

        private PatientLine line(InetSocketAddress server) {
            return new PatientLine(server, manner.patienceSeconds, repeats);
        }

        private List<GivenTask> ask(PatientLine scheduler, SimulatedHost host, boolean enough)
                throws IOException, InterruptedException {
            int reports = host.finished();
            List<GivenTask> tasks = timed(
                    requestTimes,
                    () -> scheduler.exchange(connection -> host.take(
                            connection.post(BenchProject.SCHEDULER_PATH, host.request(enough ? 0 : ONE_TASK, 0)))));
            requests.increment();
            reported.add(reports);
            finished -= reports;
            return tasks;
        }

        private void compute(SimulatedHost host, GivenTask task, PatientLine uploads, PatientLine downloads)
                throws IOException, InterruptedException {
            if (manner.downloads) {
                timed(downloadTimes, () -> downloads.exchange(connection -> checked(task, connection)));
            }
            byte[] head = UploadLoad.head(task.outputName(), task.certificate(), task.largestOutput(), outputFacts);
            timed(uploadTimes, () -> uploads.exchange(connection -> upload(connection, task, head)));
            host.finish(task, outputFacts);
            finished++;
        }

        private byte[] checked(GivenTask task, KeepAliveConnection connection) throws IOException {
            byte[] input = connection.get(task.inputPath());
            if (!FileDigest.of(input).md5().equals(task.inputMd5())) {
                throw new IOException("the input file of " + task.name() + " is not what the scheduler said");
            }
            return input;
        }

        private byte[] upload(KeepAliveConnection connection, GivenTask task, byte[] head) throws IOException {
            byte[] answer = connection.post(BenchProject.UPLOAD_PATH, head, output);
            String text = new String(answer, US_ASCII);
            if (!text.contains("<status>0</status>")) {
                throw new IOException("the upload of " + task.outputName() + " was answered: " + text);
            }
            return answer;
        }
    }

    private interface Timed<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T timed(Histogram microseconds, Timed<T> action) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        T value = action.run();
        microseconds.recordValue((System.nanoTime() - begun) / 1000);
        return value;
    }
}
