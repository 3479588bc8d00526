package org.muster.validator;

import java.security.SecureRandom;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.credit.DailyQuota;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.SideBySide;

/** The validator as a daemon. */
public final class Main {

    /** The name on the command line and on the status page. */
    public static final String NAME = "validator";

    private Main() {}

    /** The daemon for this process; reads the upload area. */
    public static Daemon create(DaemonContext context) {
        MusterConfig config = context.config();
        BackendConfig backend = config.backend();
        Examiner examiner = new Examiner(config.files().uploads());
        Comparators comparators = Comparators.of(backend.comparators());
        DailyQuota quota = new DailyQuota(config.scheduler().maxResultsPerDay());
        return SideBySide.daemon(NAME, context, backend.idle(), shard -> {
            ValidationPass.Scope scope =
                    new ValidationPass.Scope(shard, backend.batchSize(), new SecureRandom(), quota);
            return new ValidationPass(context.work(), examiner, comparators, scope, context.clock());
        });
    }

    /** Runs it in this process: {@code --config FILE [--shard N/I]}. */
    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }
}
