package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.muster.common.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code muster bench …}: how fast this machine is. */
@Command(
        name = "bench",
        description = "Measures the project's speed on this machine.",
        footer = {"", "Everything happens in a directory that is emptied first; no other project is touched."})
public final class BenchCommand {
    private static final int BUFFER_POOL_MEGABYTES = 1024;

    @Mixin
    private Options options;

    /** What all benchmarks are told. */
    static final class Options {
        @Option(
                names = "--seconds",
                defaultValue = "20",
                scope = ScopeType.INHERIT,
                paramLabel = "N",
                description = "how long to measure (default: ${DEFAULT-VALUE})")
        private int seconds;

        @Option(
                names = "--dir",
                defaultValue = "var/bench",
                scope = ScopeType.INHERIT,
                paramLabel = "DIR",
                description = "where to run, emptied first (default: ${DEFAULT-VALUE})")
        private Path directory;
    }

    /**
     * Where and how long.
     *
     * @param directory what is below it is emptied
     * @param seconds how long to measure
     */
    record Setting(Path directory, int seconds) {}

    @Command(
            name = "floor",
            description = "Task lives that the database itself can write in a second: sets of rows, nothing else.")
    int floor() throws IOException {
        Setting setting = setting();
        try (BenchPlace place = BenchPlace.open(setting.directory().resolve("floor"), BUFFER_POOL_MEGABYTES);
                Database database = place.migrated(2)) {
            LifeFloor.Measured measured = new LifeFloor(database).run(setting.seconds());
            measured.seconds()
                    .forEach((step, spent) -> System.out.printf(
                            "%-12s %8.0f/s%n", step.name().toLowerCase(Locale.ROOT), measured.lives() / spent));
            System.out.printf("%-12s %8.0f/s  (%d task lives)%n", "whole life", measured.rate(), measured.lives());
        }
        return 0;
    }

    @Command(name = "rpc", description = "Scheduler RPCs in a second: each reports one result and gets one.")
    int rpc(
            @Option(
                            names = "--connections",
                            defaultValue = "64",
                            paramLabel = "N",
                            description = "connections at once (default: ${DEFAULT-VALUE})")
                    int connections,
            @Option(
                            names = "--tasks",
                            defaultValue = "40000",
                            paramLabel = "N",
                            description = "tasks to be had; the end when they run out (default: ${DEFAULT-VALUE})")
                    int tasks)
            throws Exception {
        Setting setting = setting();
        new RpcBench(connections, setting.seconds()).run(setting, tasks).print(System.out);
        return 0;
    }

    @Command(
            name = "download",
            description = "How fast files are handed out, beside nginx where it is installed and the bare system call;"
                    + " each figure is measured for a quarter of --seconds.")
    int download() throws IOException, InterruptedException {
        Setting setting = setting();
        new DownloadBench(setting.directory().resolve("download"), setting.seconds() / 4.0, System.out).run();
        return 0;
    }

    @Command(
            name = "upload",
            description = {
                "Uploads in a second, durable and not, beside writing and syncing the same files without a handler.",
                "Each figure is the median of three measurements of a tenth of --seconds each. Every connection sends",
                "one file at least: large files over many connections take minutes, as many bytes of disk, and are",
                "measured once."
            })
    int upload(
            @Option(
                            names = "--connections",
                            split = ",",
                            defaultValue = "32,1000",
                            paramLabel = "N",
                            description = "connections at once (default: ${DEFAULT-VALUE})")
                    List<Integer> connections,
            @Option(
                            names = "--bytes",
                            split = ",",
                            defaultValue = "10000,10000000",
                            paramLabel = "N",
                            description = "sizes of a file (default: ${DEFAULT-VALUE})")
                    List<Integer> bytes,
            @Option(names = "--json", description = "print the figures as JSON") boolean json)
            throws Exception {
        List<UploadFigures> figures = new UploadBench(setting()).run(bytes, connections);
        System.out.print(json ? UploadFigures.json(figures) : UploadFigures.table(figures));
        return 0;
    }

    @Command(
            name = "sweep",
            description = "The antique sweeper among very many files, beside uploads and the file deleter.")
    int sweep(
            @Option(
                            names = "--files",
                            defaultValue = "2000000",
                            paramLabel = "N",
                            description =
                                    "files in the upload area, 40 %% of them antiques (default: ${DEFAULT-VALUE})")
                    int files,
            @Option(
                            names = "--disk-percent",
                            defaultValue = "20",
                            paramLabel = "N",
                            description = "backend.sweeper.diskPercent (default: ${DEFAULT-VALUE})")
                    double diskPercent)
            throws Exception {
        Setting setting = setting();
        new SweepBench(files, setting.seconds(), diskPercent).run(setting).print(System.out);
        return 0;
    }

    private Setting setting() {
        return new Setting(options.directory, options.seconds);
    }
}
