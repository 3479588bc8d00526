package org.muster.control;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.ThisMachine;
import org.muster.control.supervisor.Roster;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
final class StopCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Parameters(paramLabel = "DAEMON", arity = "0..*", description = "which ones (default: all of this machine)")
    private List<String> names = new ArrayList<>();

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MusterConfig config = project.read();
        RunDirectory directory = RunDirectory.of(config);
        SupervisorReport living = living(directory);
        ChildWait wait = new ChildWait(directory, PATIENCE);
        if (names.isEmpty() || names.contains("all")) {
            directory.give(new RunDirectory.Order("end", List.of()));
            if (!wait.untilGone(living.supervisor())) {
                throw new UserErrorException(
                        "the supervisor " + living.supervisor().pid() + " has not ended; see " + directory.logs());
            }
            System.out.println("Everything has stopped on " + living.host() + ".");
            return 0;
        }
        var meant = Roster.named(Roster.of(config), names);
        directory.give(new RunDirectory.Order(
                "stop", meant.stream().map(child -> child.name()).toList()));
        return wait.untilStopped(meant);
    }

    /** The supervisor of this machine. */
    static SupervisorReport living(RunDirectory directory) {
        return directory
                .living()
                .orElseThrow(() -> new UserErrorException(
                        "the project is not running on " + ThisMachine.name() + "; start it:  bin/muster start"));
    }
}
