package org.muster.control;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.muster.common.config.MusterConfig;
import org.muster.control.supervisor.Lifeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster database}: the project's own database server, in the foreground; the supervisor runs it. */
@Command(name = "database", hidden = true, description = "Runs the project's own database server.")
final class DatabaseCommand implements Callable<Integer> {
    private static final long SIGNAL_ON_ITS_WAY_MILLISECONDS = 1000;

    @Mixin
    private ProjectOption project;

    @Option(names = "--supervised", hidden = true, description = "a supervisor is at the other end of the pipes")
    private boolean supervised;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Runnable started = supervised ? Lifeline.begin()::started : () -> {};
        MusterConfig config = project.read();
        if (config.supervisor().databaseDirectory() == null) {
            throw new UserErrorException(
                    "this project has no database server of its own (supervisor.databaseDirectory)");
        }
        OwnDatabase database = OwnDatabase.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop"));
        started.run();
        database.awaitEnd();
        // Where the machine goes down, the server is told to end in the same moment as this process.
        Thread.sleep(SIGNAL_ON_ITS_WAY_MILLISECONDS);
        throw new UserErrorException("the database server ended; its own words are in "
                + config.supervisor().databaseDirectory().resolve("data") + " and in the log");
    }
}
