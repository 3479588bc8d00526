package org.muster.assimilator;

import org.muster.common.config.BackendConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.SideBySide;

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
        AssimilationHandlers handlers = AssimilationHandlers.configured(context);
        return SideBySide.daemon(
                NAME,
                context,
                backend.idle(),
                shard -> new AssimilationPass(
                        context.work(),
                        context.config().files().uploads(),
                        handlers,
                        context.clock(),
                        new AssimilationPass.Claim(shard, backend.batchSize())));
    }
}
