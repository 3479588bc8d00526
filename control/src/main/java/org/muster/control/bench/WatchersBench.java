package org.muster.control.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.muster.common.store.ManyRows;

/**
 * What those who watch the status page cost: bytes and processor time of a web daemon in a process of its own, sending
 * differences and sending the whole, and with one watcher for comparison. Meanwhile ten daemons' heartbeats and two queues
 * change before every look, as on a busy project.
 */
final class WatchersBench {
    private static final int HEAP_MEGABYTES = 512;
    private static final long CHANGE_MILLISECONDS = 1000;
    private static final String[] DAEMONS = {
        "splitter",
        "transitioner",
        "scheduler",
        "file-upload-handler",
        "validator",
        "assimilator",
        "file-deleter",
        "db-purge",
        "antique-sweeper",
        "web"
    };

    private static final String[] CHARTS = {
        "queue.ready_to_send", "queue.in_progress", "queue.due", "queue.to_validate", "queue.to_assimilate",
        "queue.inputs_to_delete", "queue.outputs_to_delete", "queue.to_purge", "results_received", "user.credit",
        "host.credit", "gigaflops", "disk.uploads", "disk.downloads"
    };

    private final int watchers;
    private final int seconds;
    private long round;

    /**
     * @param seconds length of each of the three measurements
     */
    WatchersBench(int watchers, int seconds) {
        this.watchers = watchers;
        this.seconds = seconds;
    }

    /**
     * Figures of one measurement.
     *
     * @param bytes to all of them, in a minute
     * @param processorSeconds of the web daemon, in a minute
     */
    private record Measured(long watchers, double bytes, double processorSeconds) {}

    void run(BenchCommand.Setting setting, PrintStream out) throws IOException, InterruptedException {
        try (BenchProject project = BenchProject.create(setting.directory().resolve("watchers"), 128);
                ChildDaemons web = ChildDaemons.start(
                        project, setting.directory().resolve("web.log"), HEAP_MEGABYTES, List.of("web"))) {
            lastDay(project);
            int port = project.config().http().webPort();
            Waiting.forServer(new InetSocketAddress("127.0.0.1", port), web);
            out.printf(
                    Locale.ROOT,
                    "%-22s %9s %14s %16s %18s%n",
                    "",
                    "watchers",
                    "kB/watcher/min",
                    "web CPU s/min",
                    "MB/min per 1,000");
            print(out, "one, by difference", measure(project, web, port, "", 1));
            print(out, "all, by difference", measure(project, web, port, "", watchers));
            print(out, "all, the whole", measure(project, web, port, "?whole=1", watchers));
        }
    }

    private Measured measure(BenchProject project, ChildDaemons web, int port, String query, int count)
            throws IOException, InterruptedException {
        try (WatcherCrowd crowd = WatcherCrowd.connect(port, "/muster/status/live" + query, count)) {
            crowd.awaitFirstState();
            long bytesBefore = crowd.bytes();
            double processorBefore = web.processorSeconds();
            long begun = System.nanoTime();
            long end = begun + seconds * 1_000_000_000L;
            while (System.nanoTime() < end) {
                change(project);
                crowd.readFor(CHANGE_MILLISECONDS);
                web.requireAlive();
            }
            double minutes = (System.nanoTime() - begun) / 6e10;
            return new Measured(
                    count,
                    (crowd.bytes() - bytesBefore) / minutes,
                    (web.processorSeconds() - processorBefore) / minutes);
        }
    }

    private static void print(PrintStream out, String name, Measured measured) {
        double each = measured.bytes() / measured.watchers();
        out.printf(
                Locale.ROOT,
                "%-22s %9d %14.1f %16.2f %18.1f%n",
                name,
                measured.watchers(),
                each / 1000,
                measured.processorSeconds(),
                each * 1000 / 1e6);
    }

    /** The charts of a project that has run for a day. */
    private static void lastDay(BenchProject project) {
        long now = System.currentTimeMillis() / 1000;
        List<List<Object>> samples = new ArrayList<>();
        for (long at = now - 86_400; at < now; at += 600) {
            for (String name : CHARTS) {
                samples.add(List.of(name, at, Math.rint(5000 + 4000 * Math.sin(at / 9000.0 + name.length()))));
            }
        }
        project.work()
                .write(handle ->
                        ManyRows.insert(handle, "status_sample", List.of("name", "taken_at", "amount"), samples));
    }

    /** What changes on a busy project between two looks. */
    private void change(BenchProject project) {
        round++;
        long now = System.currentTimeMillis() / 1000;
        List<List<Object>> beats = Arrays.stream(DAEMONS)
                .map(daemon -> List.<Object>of(
                        daemon, "bench", "bench", 1L, "RUNNING", round * 137, now - 1000, now, now + 60))
                .toList();
        project.work().write(handle -> {
            handle.execute("delete from daemon_heartbeat where instance = 'bench'");
            ManyRows.insert(
                    handle,
                    "daemon_heartbeat",
                    List.of(
                            "daemon",
                            "instance",
                            "host",
                            "pid",
                            "state",
                            "handled",
                            "started_at",
                            "beat_at",
                            "expires_at"),
                    beats);
            handle.execute(
                    "insert into result (workunitid, appid, name, server_state, create_time)"
                            + " select 1, min(id), ?, 2, ? from app",
                    "bench_" + round,
                    now);
        });
    }
}
