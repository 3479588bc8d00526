package org.muster.control;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.ThisMachine;
import org.muster.control.supervisor.ChildSpec;
import org.muster.control.supervisor.Roster;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands about the daemons of this machine have in common: which are meant, and the supervisor that runs them. */
abstract class DaemonsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DAEMON", arity = "0..*", description = "which ones (default: all of this machine)")
    private List<String> names = new ArrayList<>();

    @Mixin
    private ProjectOption project;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MusterConfig config = project.read();
        List<ChildSpec> roster = Roster.of(config);
        return run(config, new Meant(roster, Roster.named(roster, names), names), RunDirectory.of(config));
    }

    /**
     * Which daemons an operator means.
     *
     * @param roster all of this machine
     * @param children those that are meant
     * @param names as they were given; none means all
     */
    record Meant(List<ChildSpec> roster, List<ChildSpec> children, List<String> names) {
        boolean all() {
            return names.isEmpty() || names.contains("all");
        }

        List<String> childNames() {
            return children.stream().map(ChildSpec::name).toList();
        }
    }

    /** Does it; returns the exit status. */
    abstract int run(MusterConfig config, Meant meant, RunDirectory directory) throws IOException, InterruptedException;

    ProjectOption project() {
        return project;
    }

    /**
     * The supervisor of this machine.
     *
     * @throws UserErrorException when there is none
     */
    static SupervisorReport living(RunDirectory directory) {
        return directory
                .living()
                .orElseThrow(() -> new UserErrorException(
                        "the project is not running on " + ThisMachine.name() + "; start it:  bin/muster start"));
    }
}
