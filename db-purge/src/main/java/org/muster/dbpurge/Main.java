package org.muster.dbpurge;

import java.time.Duration;
import org.muster.common.config.BackendConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.daemon.Rests;

/** The purge as a daemon. */
public final class Main {

    /** The name on the command line and on the status page. */
    public static final String NAME = "db-purge";

    /**
     * How much longer than other daemons the purge sleeps. Each of its passes makes four files, so it lets workunits gather:
     * long where few are done with, and as long as the others where there are hundreds.
     */
    private static final long LONGER_SLEEP = 10;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        DaemonMain.run(arguments, Main::create);
    }

    /** Creates the daemon. */
    public static Daemon create(DaemonContext context) {
        BackendConfig backend = context.config().backend();
        PurgeScan scan = new PurgeScan(context.work(), context.shard(), Duration.ofSeconds(backend.purgeAgeSeconds()));
        BatchArchive archive =
                new BatchArchive(context.work(), context.config().files().archiveDirectory());
        PurgePass pass = new PurgePass(context.work(), scan, archive, context.clock(), backend.batchSize());
        Duration idle = backend.idle();
        Rests rests = new Rests(idle.multipliedBy(LONGER_SLEEP), Rests.of(idle).afterMuch());
        return new LoopDaemon(NAME, pass, rests);
    }
}
