package org.muster.control;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.muster.common.config.ConfigFile;
import org.muster.common.daemon.DaemonMain;
import org.muster.common.daemon.Shard;
import picocli.CommandLine.Command;
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

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the project's configuration")
    private Path config;

    @Option(
            names = "--shard",
            paramLabel = "N/I",
            defaultValue = "1/0",
            description = "take the rows whose id modulo N is I (default: all)")
    private String shard;

    @Override
    public Integer call() throws InterruptedException {
        DaemonMain.run(ConfigFile.read(config, System.getenv()), DaemonCatalog.named(names), Shard.parse(shard));
        return 0;
    }
}
