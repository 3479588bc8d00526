package org.muster.control.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster bench daemons}. */
@Command(
        name = "daemons",
        description = {
            "Each daemon alone with the machine, over the same tasks: creation, transition, validation, assimilation, deletion",
            "and purge, in rows a second."
        })
final class DaemonsCommand implements Callable<Integer> {
    private static final int BUFFER_POOL_MEGABYTES = 1024;
    private static final int CACHE_SIZE = 1000;

    @ParentCommand
    private BenchCommand bench;

    @Option(
            names = {"--rows", "--tasks"},
            defaultValue = "20000",
            paramLabel = "N",
            description = "tasks (default: ${DEFAULT-VALUE})")
    private int rows;

    @Option(
            names = "--batch",
            defaultValue = "500",
            paramLabel = "N",
            description = "backend.batchSize (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--assimilator",
            defaultValue = "discard",
            paramLabel = "NAME",
            description =
                    "discard, or copy: output files go to a results directory, durably (default: ${DEFAULT-VALUE})")
    private String assimilator;

    @Option(
            names = "--heap",
            defaultValue = "256",
            paramLabel = "MB",
            description = "most memory for objects of each process (default: ${DEFAULT-VALUE})")
    private int heap;

    @Override
    public Integer call() throws Exception {
        Instant begun = Instant.now();
        BenchProject.Shape shape = new BenchProject.Shape(BUFFER_POOL_MEGABYTES, batch, assimilator, CACHE_SIZE);
        LoadFigures figures = new DaemonsBench(
                        bench.setting().directory().resolve("daemons"),
                        new DaemonsBench.Plan(rows, shape, heap, bench.profile()))
                .run();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("rows", Integer.toString(rows));
        settings.put("batch", Integer.toString(batch));
        settings.put("assimilator", assimilator);
        settings.put("heap", Integer.toString(heap));
        return bench.finish(BenchRun.of("daemons", begun, settings, figures, List.of()));
    }
}
