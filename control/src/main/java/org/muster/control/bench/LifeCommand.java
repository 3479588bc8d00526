package org.muster.control.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster bench life}. */
@Command(
        name = "life",
        description = {
            "Whole task lives in a second: made, sent, downloaded, uploaded, reported, validated, assimilated, deleted and",
            "purged, over real HTTP, with all daemons, the database and the load on this machine; beside the floor of the",
            "database, measured for --seconds in the same run. Ends with 1 when a task was not purged, a file is left, or",
            "credit is not exact."
        })
final class LifeCommand implements Callable<Integer> {
    @ParentCommand
    private BenchCommand bench;

    @Mixin
    private LifeOptions options;

    @Option(
            names = "--tasks",
            defaultValue = "10000",
            paramLabel = "N",
            description = "lives (default: ${DEFAULT-VALUE})")
    private int tasks;

    @Option(
            names = "--warm-up",
            defaultValue = "3000",
            paramLabel = "N",
            description = "lives before the measurement (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--kill", description = "kill -9 a scheduler and an upload handler in the middle")
    private boolean kill;

    @Override
    public Integer call() throws Exception {
        Instant begun = Instant.now();
        if (kill) {
            options.separateFront();
        }
        LifeBench.Plan plan = new LifeBench.Plan(
                tasks,
                warmUp,
                options.rows(),
                options.inputBytes(),
                kill,
                bench.setting().seconds(),
                options.project(),
                options.volunteers(),
                options.processes(bench.profile()));
        LifeBench.Outcome outcome = new LifeBench(bench.setting().directory().resolve("life"), plan).run();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tasks", Integer.toString(tasks));
        settings.put("warm-up", Integer.toString(warmUp));
        settings.putAll(options.settings());
        settings.put("kill", Boolean.toString(kill));
        settings.put("profile", Boolean.toString(bench.profile()));
        return bench.finish(BenchRun.of("life", begun, settings, outcome.figures(), outcome.problems()));
    }
}
