package org.muster.control.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster bench storm}. */
@Command(
        name = "storm",
        description = {
            "Many hosts come at once after an outage, each with a finished task and over a connection of its own. Who is sent",
            "away comes back when asked to. Ends with 1 when a connection was dropped, or a host was not served within",
            "--seconds. Each host needs a file descriptor here and one in the scheduler: see ulimit -n."
        })
final class StormCommand implements Callable<Integer> {
    private static final int LEAST_SECONDS = 600;

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = {"--hosts", "--connections"},
            defaultValue = "5000",
            paramLabel = "N",
            description = "hosts that come at once (default: ${DEFAULT-VALUE})")
    private int hosts;

    @Option(
            names = "--heap",
            defaultValue = "512",
            paramLabel = "MB",
            description = "most memory of the scheduler for objects (default: ${DEFAULT-VALUE})")
    private int heap;

    @Override
    public Integer call() throws Exception {
        Instant begun = Instant.now();
        int seconds = Math.max(LEAST_SECONDS, bench.setting().seconds());
        StormBench.Outcome outcome = new StormBench(
                        bench.setting().directory().resolve("storm"),
                        new StormBench.Plan(hosts, seconds, heap, bench.profile()))
                .run();
        if (bench.profile()) {
            FlameGraph.drawAll(bench.setting().directory().resolve("storm"), "bench storm");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("hosts", Integer.toString(hosts));
        settings.put("heap", Integer.toString(heap));
        return bench.finish(BenchRun.of("storm", begun, settings, outcome.figures(), outcome.problems()));
    }
}
