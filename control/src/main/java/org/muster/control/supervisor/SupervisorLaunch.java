package org.muster.control.supervisor;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.common.config.MusterConfig;
import org.muster.control.UserErrorException;

/** Makes a supervisor: in this process, or in one of its own that goes on when the terminal is closed. */
public final class SupervisorLaunch {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private SupervisorLaunch() {}

    /** A supervisor for this process. */
    public static Supervisor supervisor(MusterConfig config, RunDirectory directory, Path file, List<ChildSpec> roster)
            throws IOException {
        directory.create();
        return new Supervisor(
                directory,
                file,
                roster,
                new Supervisor.SupervisorTimes(
                        Duration.ofSeconds(config.supervisor().silenceSeconds()),
                        Duration.ofSeconds(config.supervisor().stopSeconds())),
                new EventLog(directory, config.database()));
    }

    /**
     * Starts a supervisor in the background and waits until it has said something.
     *
     * @throws UserErrorException when it ends at once; the message is its own
     */
    public static void launch(RunDirectory directory, Path file, List<String> names, Duration patience)
            throws IOException, InterruptedException {
        directory.create();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(ChildCommand.ofSupervisor(file, names, directory.supervisorTrouble()));
        Process process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(directory.supervisorOutput().toFile())
                .redirectErrorStream(true)
                .start();
        Instant end = Instant.now().plus(patience);
        while (directory.living().isEmpty()) {
            if (!process.isAlive() && process.exitValue() != 0) {
                throw new UserErrorException(
                        Files.readString(directory.supervisorOutput()).strip().replaceFirst("^muster: ", ""));
            }
            if (Instant.now().isAfter(end)) {
                throw new UserErrorException("the supervisor says nothing; see " + directory.supervisorOutput());
            }
            Thread.sleep(100);
        }
    }
}
