package org.muster.control.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster bench life}. */
@Command(
        name = "life",
        description = {
            "Whole task lives in a second: made, sent, downloaded, uploaded, reported, validated, assimilated, deleted and",
            "purged, over real HTTP, with all daemons, the database and the load on this machine; beside the floor of the",
            "database. Ends with 1 when a task was not purged, a file is left, or credit is not exact."
        })
final class LifeCommand implements Callable<Integer> {
    private static final int BUFFER_POOL_MEGABYTES = 1024;
    private static final int PATIENCE_SECONDS = 120;

    @ParentCommand
    private BenchCommand bench;

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

    @Option(
            names = "--connections",
            defaultValue = "64",
            paramLabel = "N",
            description = "connections to each server; each carries 16 hosts in turn (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--input-bytes",
            defaultValue = "16384",
            paramLabel = "N",
            description = "size of an input file (default: ${DEFAULT-VALUE})")
    private int inputBytes;

    @Option(
            names = "--output-bytes",
            defaultValue = "16384",
            paramLabel = "N",
            description = "size of an output file (default: ${DEFAULT-VALUE})")
    private int outputBytes;

    @Option(
            names = "--download",
            defaultValue = "true",
            negatable = true,
            fallbackValue = "true",
            description = "fetch and check the input files (default: ${DEFAULT-VALUE})")
    private boolean download;

    @Option(
            names = "--processes",
            defaultValue = "TOGETHER",
            paramLabel = "LAYOUT",
            description = "together: all daemons in one process; front_apart: scheduler and upload handler in one each;"
                    + " apart: each daemon in its own (default: together, with --kill front_apart)")
    private LifeProcesses.Layout layout;

    @Option(names = "--kill", description = "kill -9 a scheduler and an upload handler in the middle")
    private boolean kill;

    @Option(
            names = "--batch",
            defaultValue = "500",
            paramLabel = "N",
            description = "backend.batchSize (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--heap",
            defaultValue = "512",
            paramLabel = "MB",
            description = "most memory for objects of each process (default: ${DEFAULT-VALUE})")
    private int heap;

    @Option(
            names = "--assimilator",
            defaultValue = "discard",
            paramLabel = "NAME",
            description =
                    "discard, or copy: output files go to a results directory, durably (default: ${DEFAULT-VALUE})")
    private String assimilator;

    @Override
    public Integer call() throws Exception {
        Instant begun = Instant.now();
        if (kill && layout == LifeProcesses.Layout.TOGETHER) {
            layout = LifeProcesses.Layout.FRONT_APART;
        }
        LifeBench.Plan plan = new LifeBench.Plan(
                tasks,
                warmUp,
                inputBytes,
                kill,
                bench.setting().seconds(),
                new BenchProject.Shape(BUFFER_POOL_MEGABYTES, batch, assimilator),
                new Volunteers.Manner(connections, download, outputBytes, PATIENCE_SECONDS),
                new LifeProcesses.Manner(layout, heap, bench.profile()));
        LifeBench.Outcome outcome = new LifeBench(bench.setting().directory().resolve("life"), plan).run();
        return bench.finish(BenchRun.of("life", begun, settings(), outcome.figures(), outcome.problems()));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tasks", Integer.toString(tasks));
        settings.put("warm-up", Integer.toString(warmUp));
        settings.put("connections", Integer.toString(connections));
        settings.put("input bytes", Integer.toString(inputBytes));
        settings.put("output bytes", Integer.toString(outputBytes));
        settings.put("download", Boolean.toString(download));
        settings.put("processes", layout.name().toLowerCase(Locale.ROOT));
        settings.put("kill", Boolean.toString(kill));
        settings.put("batch", Integer.toString(batch));
        settings.put("heap", Integer.toString(heap));
        settings.put("assimilator", assimilator);
        settings.put("profile", Boolean.toString(bench.profile()));
        return settings;
    }
}
