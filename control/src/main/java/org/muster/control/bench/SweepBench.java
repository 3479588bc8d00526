package org.muster.control.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SweeperConfig;
import org.muster.common.files.FanOut;

/**
 * The antique sweeper in an upload area with very many files, beside uploads and the file deleter: first these two without
 * it, then with it. At the end every antique must be gone and everything else be there.
 */
final class SweepBench {
    private static final int BUFFER_POOL_MEGABYTES = 1024;
    private static final int HEAP_MEGABYTES = 256;
    private static final int CONNECTIONS = 8;
    private static final long MOST_RELEASED_PER_SECOND = 1000;
    /** Some seconds: what the benchmark has just made must count as old. */
    private static final double GRACE_DAYS = 0.0001;

    private static final String ROUNDS =
            "select count(*) from file_walk where walk = 'antique-sweeper-uploads-0' and round > 0";

    private final int files;
    private final int seconds;
    private final double diskPercent;

    SweepBench(int files, int seconds, double diskPercent) {
        this.files = files;
        this.seconds = seconds;
        this.diskPercent = diskPercent;
    }

    LoadFigures run(BenchCommand.Setting setting) throws IOException, InterruptedException, ExecutionException {
        Path directory = setting.directory().resolve("sweep");
        try (BenchProject project = BenchProject.create(directory, BUFFER_POOL_MEGABYTES)) {
            configure(project);
            SweepBenchFiles old = new SweepBenchFiles(project.directory().resolve("upload"), files);
            LoadFigures figures = new LoadFigures();
            long begun = System.nanoTime();
            old.create(project.work());
            UploadStream.insertRows(project.work(), CONNECTIONS);
            figures.put("seconds to make files and rows", (System.nanoTime() - begun) / 1e9);
            try (ChildDaemons usual = ChildDaemons.start(
                    project,
                    setting.directory().resolve("sweep-usual.log"),
                    HEAP_MEGABYTES,
                    List.of("file-upload-handler", "file-deleter"))) {
                InetSocketAddress server = project.uploads();
                Waiting.forServer(server, usual);
                return measured(figures, setting, project, old, new UploadStream(server, CONNECTIONS));
            }
        }
    }

    /** Alone, beside, and alone again: what changes by itself meanwhile is seen in the difference of the first and the last. */
    private LoadFigures measured(
            LoadFigures figures,
            BenchCommand.Setting setting,
            BenchProject project,
            SweepBenchFiles old,
            UploadStream uploads)
            throws IOException, InterruptedException, ExecutionException {
        SweepBenchPhase phase = new SweepBenchPhase(project, uploads, seconds, released());
        uploads.run("warm", Math.max(1, seconds / 4));
        SweepBenchPhase.Measured alone = phase.run("alone", figures);
        SweepBenchPhase.Measured beside;
        try (ChildDaemons sweeper = ChildDaemons.start(
                project,
                setting.directory().resolve("sweep-sweeper.log"),
                HEAP_MEGABYTES,
                List.of("antique-sweeper"))) {
            Waiting.until(sweeper, () -> project.number("select count(*) from sweep_finding") > 0);
            long begun = System.nanoTime();
            beside = phase.run("beside", figures);
            figures.put(
                    "antiques removed meanwhile",
                    project.number("select coalesce(sum(removed), 0) from sweep_finding"));
            Waiting.until(sweeper, () -> project.number(ROUNDS) > 0);
            double took = (System.nanoTime() - begun) / 1e9;
            figures.put("seconds for all files", took).put("files looked at per second", files / took);
        }
        SweepBenchPhase.Measured after = phase.run("after", figures);
        beside.comparedWith(alone, after, figures);
        return verdict(figures, project, old, uploads);
    }

    /** Three phases leave a quarter of the wanted files, which must be there in the end. */
    private int released() {
        return (int) Math.min(seconds * MOST_RELEASED_PER_SECOND, (files - antiques()) / 4);
    }

    private LoadFigures verdict(LoadFigures figures, BenchProject project, SweepBenchFiles old, UploadStream uploads)
            throws IOException {
        long wanted = files - antiques() - project.number("select count(*) from result where file_delete_state = 2");
        long left = old.present(number -> !SweepBenchFiles.isAntique(number));
        Path area = project.directory().resolve("upload");
        long lost = uploads.acknowledged().stream()
                .filter(name -> !Files.exists(area.resolve(FanOut.STANDARD.path(name))))
                .count();
        return figures.put("antiques", antiques())
                .put("antiques left", old.present(SweepBenchFiles::isAntique))
                .put("wanted files", wanted)
                .put("wanted files missing", wanted - left)
                .put("young uploads", uploads.acknowledged().size())
                .put("young uploads missing", lost);
    }

    private long antiques() {
        return IntStream.range(0, files).filter(SweepBenchFiles::isAntique).count();
    }

    private void configure(BenchProject project) throws IOException {
        MusterConfig usual = ConfigFile.read(project.configFile(), System.getenv());
        BackendConfig backend = usual.backend();
        MusterConfig changed = new MusterConfig(
                usual.project(),
                usual.database(),
                usual.scienceDatabase(),
                usual.files(),
                new KeysConfig(usual.keys().directory(), true),
                usual.http(),
                usual.scheduler(),
                usual.splitter(),
                new BackendConfig(
                        backend.batchSize(),
                        backend.idleSeconds(),
                        backend.heartbeatSeconds(),
                        backend.comparators(),
                        backend.assimilators(),
                        backend.deleteDelaySeconds(),
                        backend.purgeAgeSeconds(),
                        backend.deleter(),
                        new SweeperConfig(GRACE_DAYS, diskPercent, 0, false, false)),
                usual.downloads());
        Files.writeString(project.configFile(), ConfigFile.text(changed));
    }
}
