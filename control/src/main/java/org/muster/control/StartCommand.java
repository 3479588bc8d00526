package org.muster.control;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.ThisMachine;
import org.muster.control.supervisor.ChildSpec;
import org.muster.control.supervisor.Roster;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.Supervisor;
import org.muster.control.supervisor.SupervisorLaunch;
import org.muster.control.supervisor.SupervisorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster start [DAEMON…]}: the project's daemons, kept running. */
@Command(
        name = "start",
        description = "Starts the project's daemons on this machine and keeps them running.",
        footer = {
            "",
            "Each is a process of its own (supervisor.daemons in the configuration); one that dies, hangs or outgrows its",
            "memory is started again, and status says why. Nothing that a crash leaves behind hinders a start.",
            "Examples:",
            "  bin/muster start                       # everything, in the background",
            "  bin/muster start validator             # one that was stopped",
            "  exec bin/muster start --foreground     # for systemd and containers; SIGTERM takes everything down"
        })
final class StartCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Parameters(paramLabel = "DAEMON", arity = "0..*", description = "which ones (default: all of this machine)")
    private List<String> names = new ArrayList<>();

    @Option(names = "--foreground", description = "stay, until SIGTERM or Ctrl-C")
    private boolean foreground;

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MusterConfig config = project.read();
        List<ChildSpec> roster = Roster.of(config);
        List<ChildSpec> wanted = Roster.withDatabase(roster, Roster.named(roster, names));
        RunDirectory directory = RunDirectory.of(config);
        if (foreground) {
            return supervise(config, directory, wanted);
        }
        Optional<SupervisorReport> living = directory.living();
        if (living.isPresent()) {
            startAgain(directory, living.get(), wanted);
        } else {
            ProjectReadiness.require(config, wanted);
            SupervisorLaunch.launch(directory, project.file(), names, PATIENCE);
        }
        return new ChildWait(directory, PATIENCE).untilRunning(wanted);
    }

    private static void startAgain(RunDirectory directory, SupervisorReport report, List<ChildSpec> wanted)
            throws IOException {
        List<String> stopped = report.children().stream()
                .filter(child ->
                        child.state().equals("STOPPED") || child.state().equals("WAITING"))
                .map(SupervisorReport.ChildReport::name)
                .filter(name -> wanted.stream().anyMatch(spec -> spec.name().equals(name)))
                .toList();
        if (stopped.isEmpty()) {
            throw new UserErrorException("running already on " + report.host() + " (supervisor "
                    + report.supervisor().pid() + "); see  bin/muster status");
        }
        directory.give(new RunDirectory.Order("start", stopped));
    }

    private int supervise(MusterConfig config, RunDirectory directory, List<ChildSpec> wanted)
            throws IOException, InterruptedException {
        ProjectReadiness.requireKeys(
                config,
                wanted.stream().flatMap(child -> child.daemons().stream()).toList());
        Files.createDirectories(directory.directory());
        Optional<FileLock> lock = directory.lock();
        if (lock.isEmpty()) {
            throw new UserErrorException("another supervisor of this project runs on " + ThisMachine.name()
                    + " already; see  bin/muster status");
        }
        Path file = project.file();
        Supervisor supervisor = SupervisorLaunch.supervisor(config, directory, file, Roster.of(config));
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::end, "stop"));
        supervisor.run(wanted);
        return 0;
    }
}
