package org.muster.splitter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.SplitterConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.daemon.Pass;
import org.muster.common.files.DiskWatch;
import org.muster.common.files.DiskWatch.Watched;
import org.muster.common.files.FileAreas;
import org.muster.common.store.Database;
import org.muster.science.database.CutPieces;
import org.muster.science.database.RecordingLease;
import org.muster.science.database.Recordings;
import org.muster.science.database.ScienceSchema;
import org.muster.science.filterbank.CutSettings;
import org.muster.splitter.SplitDecision.Limits;

/** The splitter as a daemon. */
public final class Main {

    /** The name on the command line and on the status page. */
    public static final String NAME = "splitter";

    /** How long a dead splitter keeps its recording from the others. */
    static final int LEASE_SECONDS = 15;

    /** Unfinished files of writers that died are removed at the start when they are as old as this. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }

    /** Creates the daemon. */
    public static Daemon create(DaemonContext context) {
        Database science = context.science().get();
        // The science database may be away when the daemon is created, so its schema is looked after by the first pass.
        Pass pass = new PreparedPass(
                () -> {
                    ScienceSchema.migrate(science);
                    LeaseHolders.endThoseOfTheDead(new Recordings(science), context.now());
                    context.config()
                            .files()
                            .downloads()
                            .sweepAbandoned(context.clock().instant().minus(ABANDONED));
                },
                pass(context, science, Step.Listener.NONE));
        Duration idle = Duration.ofMillis(Math.round(context.config().backend().idleSeconds() * 1000));
        return new LoopDaemon(NAME, pass, idle);
    }

    static SplitterPass pass(DaemonContext context, Database science, Step.Listener steps) {
        FilesConfig files = context.config().files();
        List<Watched> disks = new ArrayList<>(Watched.open("download area", files.downloads()));
        disks.addAll(Watched.open("upload area", files.uploads()));
        return pass(context, science, steps, new DiskWatch(files.watermarks().marks(), disks));
    }

    static SplitterPass pass(DaemonContext context, Database science, Step.Listener steps, DiskWatch disks) {
        SplitterConfig config = context.config().splitter();
        Recordings recordings = new Recordings(science);
        FileAreas downloads = context.config().files().downloads();
        WorkDesk work = new WorkDesk(context.work(), WorkunitForm.of(config));
        RecordingDesk desk = new RecordingDesk(
                recordings,
                new RecordingLease(LeaseHolders.newName(), LEASE_SECONDS),
                new CutSettings(config.subBandHertz(), config.segmentSamples()),
                context.clock(),
                steps);
        return new SplitterPass(
                desk,
                new WorkunitCutter(downloads, new CutPieces(science), work, context.clock(), steps),
                work,
                new SplitterPass.Surroundings(
                        Optional.ofNullable(config.recordingDirectory())
                                .map(directory -> new RecordingDirectory(directory, recordings)),
                        downloads,
                        disks,
                        new Limits(config.highWater(), config.lowWater(), (long) config.minimumFreeMegabytes() << 20)),
                context.clock());
    }
}
