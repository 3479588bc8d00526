package org.muster.filedeleter.sweep;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SweeperConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.HandlerDaemon;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.store.Database;
import org.muster.filedeleter.reference.ReferenceCatalogue;
import org.muster.filedeleter.reference.SharedInputs;

/** The antique sweeper as a daemon: one loop looks for files without rows, one for rows without files. */
public final class AntiqueSweeper {

    /** The name on the command line and on the status page. */
    public static final String NAME = "antique-sweeper";

    private static final int CATALOGUE_BATCH = 1000;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private AntiqueSweeper() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, AntiqueSweeper::create);
    }

    /** Creates the daemon. */
    public static Daemon create(DaemonContext context) {
        SweeperConfig config = context.config().backend().sweeper();
        WalkLedger ledger = new WalkLedger(
                context.work(), context.clock(), UUID.randomUUID().toString());
        SweepPass.Timing timing = new SweepPass.Timing(config.betweenRounds(), context.clock());
        SweepPass files = new SweepPass(
                context.work(),
                areas(context.config(), context.work(), context.clock(), config.dryRun()),
                sweeper(config, context.clock()),
                ledger,
                timing);
        MissingInputPass rows = new MissingInputPass(
                context.work(),
                new MissingInputs(context.config().files().downloads()),
                ledger,
                Pace.of(config.diskPercent()),
                timing);
        LongAdder handled = new LongAdder();
        return new HandlerDaemon(NAME, handled, loop("files", files, handled), loop("rows", rows, handled));
    }

    /**
     * Walks through all areas once, in the foreground, from the beginning and at the configured pace.
     *
     * @param dryRun true to remove nothing
     * @param watcher is told what was found in each area
     * @throws IOException when an area cannot be read
     */
    public static void sweepOnce(
            MusterConfig config, Database work, InstantSource clock, boolean dryRun, Watcher watcher)
            throws IOException {
        SweeperConfig settings = config.backend().sweeper();
        walkOnce(areas(config, work, clock, dryRun || settings.dryRun()), sweeper(settings, clock), watcher);
    }

    /**
     * Walks through all areas once, in the foreground, and judges files of any age, also those that the sweeper would not
     * touch yet. Removes nothing.
     *
     * @param diskPercent share of the time in which the disk is kept busy, above 0 to 100
     * @param watcher is told what was found in each area
     * @throws IOException when an area cannot be read
     */
    public static void lookOnce(
            MusterConfig config, Database work, InstantSource clock, double diskPercent, Watcher watcher)
            throws IOException {
        Sweeper sweeper = new Sweeper(Duration.ZERO, Pace.of(diskPercent), clock);
        walkOnce(areas(config, work, clock, true), sweeper, watcher);
    }

    private static void walkOnce(List<SweptArea> areas, Sweeper sweeper, Watcher watcher) throws IOException {
        for (SweptArea area : areas) {
            area.all().requireAll();
            Findings all = new Findings();
            try (AreaWalk walk = new AreaWalk(area.root(), area.isFlat(), "", SweepPass.PIECE)) {
                for (var piece = walk.next(); piece.isPresent(); piece = walk.next()) {
                    all.add(sweeper.sweep(area, piece.get().paths()));
                }
            }
            watcher.walkedThrough(area.label(), all);
        }
    }

    /** Is told of areas that were walked through. */
    @FunctionalInterface
    public interface Watcher {
        /** An area is done. */
        void walkedThrough(String area, Findings findings);
    }

    private static Sweeper sweeper(SweeperConfig config, InstantSource clock) {
        return new Sweeper(config.grace(), Pace.of(config.diskPercent()), clock);
    }

    private static List<SweptArea> areas(MusterConfig config, Database work, InstantSource clock, boolean dryRun) {
        FilesConfig files = config.files();
        Wanted uploads = new WantedUploads(work);
        Wanted downloads =
                new WantedDownloads(work, new ReferenceCatalogue(work, clock, CATALOGUE_BATCH), new SharedInputs(work));
        boolean removeDownloads = !dryRun && config.backend().sweeper().removeDownloads();
        return Stream.concat(
                        SweptArea.of("uploads", files.uploads(), uploads, !dryRun).stream(),
                        SweptArea.of("downloads", files.downloads(), downloads, removeDownloads).stream())
                .toList();
    }

    private static LoopDaemon loop(String what, Pass pass, LongAdder handled) {
        return new LoopDaemon(
                NAME + "-" + what,
                () -> {
                    PassOutcome outcome = pass.run();
                    handled.add(outcome.handled());
                    return outcome;
                },
                IDLE);
    }
}
