package org.muster.control;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.muster.common.config.MusterConfig;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport;
import picocli.CommandLine.Command;

/** {@code muster stop [DAEMON…]}. */
@Command(
        name = "stop",
        description = "Stops the project's daemons on this machine, or some of them: each finishes what is half done.",
        footer = {
            "",
            "Clients keep their work and try again by themselves. To let clients know that the project is down on purpose,",
            "create the file stop_sched in the project directory instead, and remove it afterwards.",
            "Examples:",
            "  bin/muster stop",
            "  bin/muster stop splitter        # stays stopped until  bin/muster start splitter"
        })
final class StopCommand extends DaemonsCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    int run(MusterConfig config, Meant meant, RunDirectory directory) throws IOException, InterruptedException {
        SupervisorReport living = living(directory);
        ChildWait wait = new ChildWait(directory, PATIENCE);
        if (meant.all()) {
            directory.give(new RunDirectory.Order("end", List.of()));
            if (!wait.untilGone(living.supervisor())) {
                throw new UserErrorException(
                        "the supervisor " + living.supervisor().pid() + " has not ended; see " + directory.logs());
            }
            System.out.println("Everything has stopped on " + living.host() + ".");
            return 0;
        }
        directory.give(new RunDirectory.Order("stop", meant.childNames()));
        return wait.untilStopped(meant.children());
    }
}
