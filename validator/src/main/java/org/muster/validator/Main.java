package org.muster.validator;

import java.security.SecureRandom;
import org.muster.common.config.MusterConfig;
import org.muster.common.credit.DailyQuota;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.LoopDaemon;

/** The validator as a daemon. */
public final class Main {

    /** The name on the command line and on the status page. */
    public static final String NAME = "validator";

    private Main() {}

    /** The daemon for this process; reads the upload area. */
    public static Daemon create(DaemonContext context) {
        MusterConfig config = context.config();
        ValidationPass pass = new ValidationPass(
                context.work(),
                new Examiner(config.files().uploads()),
                Comparators.of(config.backend().comparators()),
                new ValidationPass.Scope(
                        context.shard(),
                        config.backend().batchSize(),
                        new SecureRandom(),
                        new DailyQuota(config.scheduler().maxResultsPerDay())),
                context.clock());
        return new LoopDaemon(NAME, pass, config.backend().idle());
    }

    /** Runs it in this process: {@code --config FILE [--shard N/I]}. */
    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }
}
