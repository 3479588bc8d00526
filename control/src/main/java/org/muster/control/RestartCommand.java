package org.muster.control;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.muster.common.config.MusterConfig;
import org.muster.control.supervisor.ChildSpec;
import org.muster.control.supervisor.Roster;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster restart [DAEMON…]}. */
@Command(
        name = "restart",
        description = "Stops and starts daemons on this machine, so that they read the configuration anew.",
        footer = {
            "",
            "Daemons are read out of the configuration when the supervisor starts: after a change of supervisor.daemons",
            "use stop and start.",
            "Example:  bin/muster restart scheduler"
        })
final class RestartCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Parameters(paramLabel = "DAEMON", arity = "0..*", description = "which ones (default: all of this machine)")
    private List<String> names = new ArrayList<>();

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MusterConfig config = project.read();
        List<ChildSpec> meant = Roster.named(Roster.of(config), names);
        ProjectReadiness.require(config, meant);
        RunDirectory directory = RunDirectory.of(config);
        Map<String, SupervisorReport.Identity> before = processes(directory);
        directory.give(new RunDirectory.Order(
                "restart", meant.stream().map(ChildSpec::name).toList()));
        Instant end = Instant.now().plus(PATIENCE);
        for (ChildSpec child : meant) {
            SupervisorReport.Identity former = before.getOrDefault(child.name(), SupervisorReport.Identity.NONE);
            while (isStillReported(former, child, directory) && Instant.now().isBefore(end)) {
                Thread.sleep(100);
            }
        }
        return new ChildWait(directory, PATIENCE).untilRunning(meant);
    }

    /** The supervisor writes its report a moment after a process has ended; until then it says that the former one runs. */
    private static boolean isStillReported(SupervisorReport.Identity former, ChildSpec child, RunDirectory directory) {
        return former.isAlive()
                || (!former.equals(SupervisorReport.Identity.NONE)
                        && former.equals(processes(directory).get(child.name())));
    }

    private static Map<String, SupervisorReport.Identity> processes(RunDirectory directory) {
        return StopCommand.living(directory).children().stream()
                .collect(Collectors.toMap(SupervisorReport.ChildReport::name, SupervisorReport.ChildReport::process));
    }
}
