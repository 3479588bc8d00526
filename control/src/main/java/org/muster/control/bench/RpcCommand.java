package org.muster.control.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster bench rpc}. */
@Command(
        name = "rpc",
        description = {
            "Scheduler RPCs in a second: each reports one result and gets one. --rows and --hosts show how cost grows",
            "with what lies in the database."
        })
final class RpcCommand implements Callable<Integer> {
    private static final int HOSTS_PER_CONNECTION = 16;
    private static final int LEAST_SECONDS = 5;

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = "--connections",
            defaultValue = "64",
            paramLabel = "N",
            description = "connections at once (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--tasks",
            defaultValue = "100000",
            paramLabel = "N",
            description = "tasks to be had; the end when they run out (default: ${DEFAULT-VALUE})")
    private int tasks;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "the same load before the measurement (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--asking",
            defaultValue = "0",
            paramLabel = "N",
            description = "hosts that ask, in turn (default: 16 for each connection)")
    private int asking;

    @Option(
            names = "--hosts",
            defaultValue = "0",
            paramLabel = "N",
            description = "hosts that the project knows (default: those that ask)")
    private int hosts;

    @Option(
            names = "--rows",
            defaultValue = "0",
            paramLabel = "N",
            description = "results that absent hosts are computing meanwhile (default: ${DEFAULT-VALUE})")
    private int rows;

    @Option(
            names = "--cache",
            defaultValue = "1000",
            paramLabel = "N",
            description = "scheduler.cacheSize (default: ${DEFAULT-VALUE})")
    private int cache;

    @Option(
            names = "--heap",
            defaultValue = "512",
            paramLabel = "MB",
            description = "most memory of the scheduler for objects (default: ${DEFAULT-VALUE})")
    private int heap;

    @Override
    public Integer call() throws Exception {
        Instant begun = Instant.now();
        int ask = Math.max(connections, asking == 0 ? connections * HOSTS_PER_CONNECTION : asking);
        int known = Math.max(ask, hosts);
        RpcBench.Plan plan = new RpcBench.Plan(
                connections, warmUp, bench.setting().seconds(), tasks, known, ask, rows, cache, heap, bench.profile());
        LoadFigures figures = new RpcBench(bench.setting().directory().resolve("rpc"), plan).run();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("connections", Integer.toString(connections));
        settings.put("warm-up seconds", Integer.toString(warmUp));
        settings.put("tasks", Integer.toString(tasks));
        settings.put("hosts that ask", Integer.toString(ask));
        settings.put("hosts known", Integer.toString(known));
        settings.put("rows", Integer.toString(rows));
        settings.put("cache", Integer.toString(cache));
        settings.put("heap", Integer.toString(heap));
        settings.put("profile", Boolean.toString(bench.profile()));
        return bench.finish(BenchRun.of("rpc", begun, settings, figures, problems(figures)));
    }

    private List<String> problems(LoadFigures figures) {
        double took = figures.all().get("seconds");
        return took > Math.min(LEAST_SECONDS, bench.setting().seconds() / 2.0)
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "the tasks were used up %.1f s after the warm-up, which is too soon to say anything: give more with"
                                + " --tasks",
                        took));
    }
}
