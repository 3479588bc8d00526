package org.muster.assimilator;

import org.muster.common.config.BackendConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.LoopDaemon;

/** The assimilator as a daemon. */
public final class Main {

    /** The name on the command line and on the status page. */
    public static final String NAME = "assimilator";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }

    /** Creates the daemon. */
    public static Daemon create(DaemonContext context) {
        BackendConfig backend = context.config().backend();
        AssimilationPass pass = new AssimilationPass(
                context.work(),
                context.config().files().uploads(),
                AssimilationHandlers.configured(context),
                context.clock(),
                new AssimilationPass.Claim(context.shard(), backend.batchSize()));
        return new LoopDaemon(NAME, pass, backend.idle());
    }
}
