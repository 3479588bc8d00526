package org.muster.control;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.common.config.MusterConfig;
import org.muster.control.supervisor.ChildSpec;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport;
import picocli.CommandLine.Command;

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
final class RestartCommand extends DaemonsCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    int run(MusterConfig config, Meant meant, RunDirectory directory) throws IOException, InterruptedException {
        ProjectReadiness.require(config, meant.children());
        Map<String, SupervisorReport.Identity> before = processes(directory);
        directory.give(new RunDirectory.Order("restart", meant.childNames()));
        Instant end = Instant.now().plus(PATIENCE);
        for (ChildSpec child : meant.children()) {
            SupervisorReport.Identity former = before.getOrDefault(child.name(), SupervisorReport.Identity.NONE);
            while (isStillReported(former, child, directory) && Instant.now().isBefore(end)) {
                Thread.sleep(100);
            }
        }
        return new ChildWait(directory, PATIENCE).untilRunning(meant.children());
    }

    /** The supervisor writes its report a moment after a process has ended; until then it says that the former one runs. */
    private static boolean isStillReported(SupervisorReport.Identity former, ChildSpec child, RunDirectory directory) {
        return former.isAlive()
                || (!former.equals(SupervisorReport.Identity.NONE)
                        && former.equals(processes(directory).get(child.name())));
    }

    private static Map<String, SupervisorReport.Identity> processes(RunDirectory directory) {
        return living(directory).children().stream()
                .collect(Collectors.toMap(SupervisorReport.ChildReport::name, SupervisorReport.ChildReport::process));
    }
}
