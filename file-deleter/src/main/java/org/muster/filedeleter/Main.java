package org.muster.filedeleter;

import java.util.concurrent.atomic.LongAdder;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.HandlerDaemon;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;

/** The file deleter as a daemon: one loop for input files and one for output files, so that neither waits. */
public final class Main {

    /** The name on the command line and on the status page. */
    public static final String NAME = "file-deleter";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }

    /** Creates the daemon. */
    public static Daemon create(DaemonContext context) {
        FilesConfig files = context.config().files();
        FanOut fanOut = new FanOut(files.fanOut());
        FileRemover inputs = FileRemover.ofInputs(new FileArea(files.downloadDirectory(), fanOut));
        FileRemover outputs = FileRemover.ofOutputs(new FileArea(files.uploadDirectory(), fanOut));
        LongAdder handled = new LongAdder();
        return new HandlerDaemon(
                NAME,
                handled,
                loop(context, DeletionQueue.INPUTS, inputs, handled),
                loop(context, DeletionQueue.OUTPUTS, outputs, handled));
    }

    private static LoopDaemon loop(DaemonContext context, DeletionQueue queue, FileRemover remover, LongAdder handled) {
        BackendConfig backend = context.config().backend();
        DeletionPass.Claim claim = new DeletionPass.Claim(context.shard(), backend.batchSize());
        DeletionPass pass = new DeletionPass(context.work(), queue, remover, context.clock(), claim);
        return new LoopDaemon(
                queue.loopName(),
                () -> {
                    PassOutcome outcome = pass.run();
                    handled.add(outcome.handled());
                    return outcome;
                },
                backend.idle());
    }
}
