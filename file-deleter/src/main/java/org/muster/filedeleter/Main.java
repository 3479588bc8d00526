package org.muster.filedeleter;

import java.util.concurrent.atomic.LongAdder;
import org.muster.common.config.DeleterConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.HandlerDaemon;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Rests;
import org.muster.filedeleter.reference.ReferenceCatalogue;
import org.muster.filedeleter.reference.SharedInputs;

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
        DeleterConfig config = context.config().backend().deleter();
        FileRemover inputs = new FileRemover(
                files.downloads(), Companions.OF_INPUTS, config.inputsAtOnce(), Throttle.of(config.inputsPerSecond()));
        FileRemover outputs = new FileRemover(
                files.uploads(), Companions.OF_OUTPUTS, config.outputsAtOnce(), Throttle.of(config.outputsPerSecond()));
        Sharing sharing = Sharing.ofInputs(
                new ReferenceCatalogue(context.work(), context.clock(), config.batchSize()),
                new SharedInputs(context.work()));
        LongAdder handled = new LongAdder();
        return new HandlerDaemon(
                NAME,
                handled,
                loop(context, DeletionQueue.INPUTS, inputs, sharing, handled),
                loop(context, DeletionQueue.OUTPUTS, outputs, Sharing.NONE, handled));
    }

    private static LoopDaemon loop(
            DaemonContext context, DeletionQueue queue, FileRemover remover, Sharing sharing, LongAdder handled) {
        int limit = context.config().backend().deleter().batchSize();
        DeletionPass.Scope scope = new DeletionPass.Scope(queue, context.shard(), limit);
        DeletionPass pass = new DeletionPass(context.work(), scope, remover, sharing, context.clock());
        return new LoopDaemon(
                queue.loopName(),
                () -> {
                    PassOutcome outcome = pass.run();
                    handled.add(outcome.handled());
                    return outcome;
                },
                Rests.of(context.config().backend().idle()));
    }
}
