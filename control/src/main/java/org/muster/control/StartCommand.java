package org.muster.control;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.ThisMachine;
import org.muster.control.supervisor.ChildSpec;
import org.muster.control.supervisor.Roster;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.Supervisor;
import org.muster.control.supervisor.SupervisorLaunch;
import org.muster.control.supervisor.SupervisorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class StartCommand extends DaemonsCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Option(names = "--foreground", description = "stay, until SIGTERM or Ctrl-C")
    private boolean foreground;

    @Override
    int run(MusterConfig config, Meant meant, RunDirectory directory) throws IOException, InterruptedException {
        List<ChildSpec> wanted = Roster.withDatabase(meant.roster(), meant.children());
        if (foreground) {
            return supervise(config, meant.roster(), directory, wanted);
        }
        Optional<SupervisorReport> living = directory.living();
        if (living.isPresent()) {
            startAgain(directory, living.get(), wanted);
        } else {
            ProjectReadiness.require(config, wanted);
            SupervisorLaunch.launch(directory, project().file(), meant.names(), PATIENCE);
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

    /** A signal that was obeyed in order is no failure; Java's own exit status for it would look like one to systemd. */
    private static void endInOrder(Supervisor supervisor, AtomicBoolean hasEnded) {
        boolean signalled = !hasEnded.get();
        supervisor.end();
        if (signalled) {
            Runtime.getRuntime().halt(0);
        }
    }

    private int supervise(MusterConfig config, List<ChildSpec> roster, RunDirectory directory, List<ChildSpec> wanted)
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
        OwnDatabase.requirePort(config);
        Supervisor supervisor =
                SupervisorLaunch.supervisor(config, directory, project().file(), roster);
        AtomicBoolean hasEnded = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(supervisor, hasEnded), "stop"));
        try {
            supervisor.run(wanted);
        } finally {
            hasEnded.set(true);
        }
        return 0;
    }
}
