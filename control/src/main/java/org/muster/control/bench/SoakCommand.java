package org.muster.control.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster bench soak}. */
@Command(
        name = "soak",
        description = {
            "Whole task lives for --seconds (hours, as a rule); every minute it says what is done and held, and in the end how",
            "the second half differs from the first. Ends with 1 when a task was not purged, a file is left, or credit is not",
            "exact."
        })
final class SoakCommand implements Callable<Integer> {
    @ParentCommand
    private BenchCommand bench;

    @Mixin
    private LifeOptions options;

    @Option(
            names = "--every",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "time between two notes (default: ${DEFAULT-VALUE})")
    private int every;

    @Override
    public Integer call() throws Exception {
        Instant begun = Instant.now();
        int seconds = bench.setting().seconds();
        SoakBench.Plan plan = new SoakBench.Plan(
                seconds,
                every,
                options.inputBytes(),
                options.project(),
                options.volunteers(),
                options.processes(bench.profile()));
        SoakBench.Outcome outcome = new SoakBench(bench.setting().directory().resolve("soak"), plan, System.err).run();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seconds", Integer.toString(seconds));
        settings.putAll(options.settings());
        return bench.finish(BenchRun.of("soak", begun, settings, outcome.figures(), outcome.problems())
                .with(outcome.series()));
    }
}
