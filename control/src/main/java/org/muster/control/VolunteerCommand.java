package org.muster.control;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.common.config.MusterConfig;
import org.muster.control.volunteer.Account;
import org.muster.control.volunteer.Computer;
import org.muster.control.volunteer.ProgramComputation;
import org.muster.control.volunteer.Volunteer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster volunteer}: this machine computes for the project, to try an application. */
@Command(
        name = "volunteer",
        description = "Computes for the project on this machine as a small BOINC client would, to try an application.",
        footer = {
            "",
            "It runs the application as the user who calls it, without a sandbox. Real volunteers use BOINC's own client.",
            "Example:  bin/muster volunteer --tasks 1"
        })
final class VolunteerCommand implements Callable<Integer> {
    @Option(
            names = "--tasks",
            defaultValue = "0",
            paramLabel = "N",
            description = "end when so many tasks have been reported (default: go on until Ctrl-C)")
    private int tasks;

    @Option(
            names = "--number",
            defaultValue = "1",
            paramLabel = "K",
            description = "which volunteer to be: each has an account and a computer (default: ${DEFAULT-VALUE})")
    private int number;

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() throws InterruptedException {
        MusterConfig config = project.read();
        URI master = config.project().masterUrl();
        Path directory =
                config.project().directory().resolve("volunteer-" + number).toAbsolutePath();
        Thread self = Thread.currentThread();
        AtomicInteger reported = new AtomicInteger();
        Volunteer volunteer = new Volunteer(
                master,
                new Account("volunteer " + number, "volunteer" + number + "@" + master.getHost(), "trial"),
                new Computer(directory),
                new ProgramComputation(Map.of("JAVA_HOME", System.getProperty("java.home"))),
                name -> {
                    System.out.println("reported " + name);
                    if (reported.incrementAndGet() == tasks) {
                        self.interrupt();
                    }
                });
        System.out.println("Computing for " + master + " in " + directory);
        volunteer.run();
        boolean ended = Thread.interrupted();
        return ended ? 0 : 1;
    }
}
