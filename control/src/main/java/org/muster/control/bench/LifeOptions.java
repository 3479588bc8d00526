package org.muster.control.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** How whole task lives are lived: options that several benchmarks share. */
final class LifeOptions {
    private static final int BUFFER_POOL_MEGABYTES = 1024;
    private static final int SMALLEST_CACHE = 1000;
    /** Results held ready for each connection. */
    private static final int CACHE_SHARE = 4;

    private static final int PATIENCE_SECONDS = 120;

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
            defaultValue = "together",
            paramLabel = "LAYOUT",
            description = "together: all daemons in one process; front_apart: scheduler and upload handler in one each;"
                    + " apart: each daemon in its own (default: ${DEFAULT-VALUE})")
    private LifeProcesses.Layout layout;

    @Option(
            names = "--batch",
            defaultValue = "500",
            paramLabel = "N",
            description = "backend.batchSize (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--idle",
            defaultValue = "1",
            paramLabel = "SECONDS",
            description =
                    "backend.idleSeconds: the longer passes rest, the larger sets are (default: ${DEFAULT-VALUE})")
    private double idle;

    @Option(
            names = "--heap",
            defaultValue = "614",
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

    @Option(
            names = "--rows",
            defaultValue = "0",
            paramLabel = "N",
            description = "results that absent hosts are computing meanwhile (default: ${DEFAULT-VALUE})")
    private int rows;

    int inputBytes() {
        return inputBytes;
    }

    /** Results that only lie there. */
    int rows() {
        return rows;
    }

    /** Scheduler and upload handler get a process each when they are to be killed. */
    void separateFront() {
        if (layout == LifeProcesses.Layout.TOGETHER) {
            layout = LifeProcesses.Layout.FRONT_APART;
        }
    }

    BenchProject.Shape project() {
        return new BenchProject.Shape(
                BUFFER_POOL_MEGABYTES, batch, idle, assimilator, Math.max(SMALLEST_CACHE, connections * CACHE_SHARE));
    }

    Volunteers.Manner volunteers() {
        return new Volunteers.Manner(connections, download, outputBytes, PATIENCE_SECONDS);
    }

    /** @param profile whether the processes are recorded */
    LifeProcesses.Manner processes(boolean profile) {
        return new LifeProcesses.Manner(layout, heap, profile);
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("connections", Integer.toString(connections));
        settings.put("input bytes", Integer.toString(inputBytes));
        settings.put("output bytes", Integer.toString(outputBytes));
        settings.put("download", Boolean.toString(download));
        settings.put("processes", layout.name().toLowerCase(Locale.ROOT));
        settings.put("batch", Integer.toString(batch));
        settings.put("idle", Double.toString(idle));
        settings.put("heap", Integer.toString(heap));
        settings.put("assimilator", assimilator);
        settings.put("rows", Integer.toString(rows));
        return settings;
    }
}
