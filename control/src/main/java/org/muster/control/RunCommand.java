package org.muster.control;

import java.util.List;
import java.util.concurrent.Callable;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.Shard;
import org.muster.control.supervisor.Lifeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster run DAEMON… --config FILE}: daemons in the foreground, until SIGTERM or Ctrl-C. */
@Command(
        name = "run",
        description = "Runs one or several daemons in the foreground.",
        footer = {
            "",
            "Daemons of one process that listen on the same port share it. Any number of copies may run,",
            "here or on other machines; --shard only spreads the rows among them.",
            "Example:  bin/muster run web scheduler file-upload-handler --config /srv/demo/muster.yaml"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "DAEMON",
            description = "scheduler, file-upload-handler, splitter, transitioner, validator, assimilator,"
                    + " file-deleter, antique-sweeper, db-purge, statistics-export, web, or all")
    private List<String> names;

    @Mixin
    private ProjectOption project;

    @Option(
            names = "--shard",
            paramLabel = "N/I",
            defaultValue = "1/0",
            description = "take the rows whose id modulo N is I (default: all)")
    private String shard;

    @Option(names = "--supervised", hidden = true, description = "a supervisor is at the other end of the pipes")
    private boolean supervised;

    @Override
    public Integer call() throws InterruptedException {
        Runnable started = supervised ? Lifeline.begin()::started : () -> {};
        MusterConfig config = project.read();
        ProjectReadiness.requireKeys(config, names);
        if (!supervised) {
            DatabaseCheck.requireAccount(config);
        }
        DaemonMain.run(config, DaemonCatalog.named(names), Shard.parse(shard), started);
        return 0;
    }
}
