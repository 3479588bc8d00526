package org.muster.control;

import org.muster.common.config.ConfigException;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.control.bench.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The operator's command {@code bin/muster}. */
@Command(
        name = "muster",
        mixinStandardHelpOptions = true,
        version = "Muster 0.1.0-SNAPSHOT",
        description = "A volunteer-computing server that the stock BOINC client attaches to.",
        subcommands = {
            AdministratorCommand.class,
            AppCommand.class,
            AppVersionCommand.class,
            BackupCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            DatabaseCommand.class,
            DemoCommand.class,
            FilesCommand.class,
            FsckCommand.class,
            HostCommand.class,
            LogCommand.class,
            ProjectCommand.class,
            RecordingCommand.class,
            ReplayCommand.class,
            RestartCommand.class,
            RestoreCommand.class,
            ResultCommand.class,
            RunCommand.class,
            StartCommand.class,
            StatisticsCommand.class,
            StatusCommand.class,
            StopCommand.class,
            UserCommand.class,
            VolunteerCommand.class,
            WorkCommand.class,
            WorkunitCommand.class
        })
public final class Muster {
    private static final int FAILED = 1;

    private Muster() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, for use inside a program. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Muster());
        line.setExecutionExceptionHandler(inOneLine());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /** What an operator can mend is said in one line; anything else keeps its stack trace. */
    private static IExecutionExceptionHandler inOneLine() {
        return (thrown, line, parsed) -> {
            if (thrown instanceof ConfigException
                    || thrown instanceof IllegalArgumentException
                    || thrown instanceof DatabaseUnavailableException
                    || thrown instanceof UserErrorException
                    || thrown instanceof java.io.IOException) {
                System.err.println("muster: " + thrown.getMessage());
                return FAILED;
            }
            throw thrown;
        };
    }
}
