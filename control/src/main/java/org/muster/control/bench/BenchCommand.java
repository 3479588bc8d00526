package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.muster.common.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code muster bench …}: how fast this machine is. */
@Command(
        name = "bench",
        description = "Measures the project's speed on this machine.",
        subcommands = {DaemonsCommand.class, LifeCommand.class, RpcCommand.class, SoakCommand.class, StormCommand.class
        },
        footer = {
            "",
            "Everything happens in a directory that is emptied first; no other project is touched. What a run measured is",
            "kept in results/ there; 'bench compare' shows two runs side by side."
        })
public final class BenchCommand {
    private static final int BUFFER_POOL_MEGABYTES = 1024;
    private static final String RESULTS = "results";

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

        @Option(
                names = "--json",
                scope = ScopeType.INHERIT,
                description = "print the figures as JSON; everything else goes to the standard error output")
        private boolean json;

        @Option(
                names = "--profile",
                scope = ScopeType.INHERIT,
                description = "record the daemons' processes and draw a flame graph of each (rpc, life, soak, storm)")
        private boolean profile;
    }

    /**
     * Where and how long.
     *
     * @param directory what is below it is emptied
     * @param seconds how long to measure
     */
    record Setting(Path directory, int seconds) {}

    /** Whether the daemons are recorded. */
    boolean profile() {
        return options.profile;
    }

    /**
     * Keeps what was measured and prints it.
     *
     * @return 0 for a clean run, 1 for one with problems
     */
    int finish(BenchRun run) throws IOException {
        Path kept = run.keep(options.directory.resolve(RESULTS));
        if (options.json) {
            System.out.print(run.json());
        } else {
            run.print(System.out);
        }
        System.err.println("kept in " + kept);
        return run.problems().isEmpty() ? 0 : 1;
    }

    @Command(name = "compare", description = "Two runs side by side, with the ratio of the second to the first.")
    int compare(
            @Parameters(paramLabel = "RUN", description = "a file, or its name in results/") String first,
            @Parameters(paramLabel = "RUN", description = "another one") String second)
            throws IOException {
        System.out.print(new BenchComparison(BenchRun.read(kept(first)), BenchRun.read(kept(second))).table());
        return 0;
    }

    private Path kept(String name) {
        Path file = Path.of(name);
        return Files.exists(file)
                ? file
                : options.directory.resolve(RESULTS).resolve(name.endsWith(".json") ? name : name + ".json");
    }

    @Command(
            name = "floor",
            description = "Task lives that the database itself can write in a second: sets of rows, nothing else.")
    int floor() throws IOException {
        Setting setting = setting();
        Instant begun = Instant.now();
        try (BenchPlace place = BenchPlace.open(setting.directory().resolve("floor"), BUFFER_POOL_MEGABYTES);
                Database database = place.migrated(2)) {
            LifeFloor.Measured measured = new LifeFloor(database).run(setting.seconds());
            LoadFigures figures = new LoadFigures();
            measured.seconds()
                    .forEach((step, spent) -> figures.put(
                            step.name().toLowerCase(Locale.ROOT) + " per second", measured.lives() / spent));
            figures.put("lives per second", measured.rate()).put("lives", measured.lives());
            return finish(BenchRun.of("floor", begun, Map.of(), figures, List.of()));
        }
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
                "Uploads in a second, durable and not, beside writing and syncing the same files without a handler, and beside",
                "a plain loop behind the same HTTP server that writes and renames them unsynced.",
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
                            defaultValue = "10000,16384,10000000",
                            paramLabel = "N",
                            description = "sizes of a file (default: ${DEFAULT-VALUE})")
                    List<Integer> bytes)
            throws Exception {
        Instant begun = Instant.now();
        List<UploadFigures> figures = new ArrayList<>();
        if (!options.json) {
            System.out.print(UploadFigures.columns());
        }
        new UploadBench(setting()).run(bytes, connections, one -> {
            figures.add(one);
            if (!options.json) {
                System.out.print(one.row());
            }
        });
        return finish(BenchRun.of("upload", begun, Map.of(), UploadFigures.all(figures), List.of()));
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
        Instant begun = Instant.now();
        LoadFigures figures = new SweepBench(files, setting.seconds(), diskPercent).run(setting);
        return finish(BenchRun.of("sweep", begun, Map.of("files", Integer.toString(files)), figures, List.of()));
    }

    @Command(
            name = "watchers",
            description =
                    "What watchers of the status page cost, by difference and sent the whole; each is measured for"
                            + " a third of --seconds.")
    int watchers(
            @Option(
                            names = "--watchers",
                            defaultValue = "1000",
                            paramLabel = "N",
                            description = "how many watch (default: ${DEFAULT-VALUE})")
                    int watchers)
            throws Exception {
        Setting setting = setting();
        new WatchersBench(watchers, Math.max(3, setting.seconds() / 3)).run(setting, System.out);
        return 0;
    }

    Setting setting() {
        return new Setting(options.directory, options.seconds);
    }
}
