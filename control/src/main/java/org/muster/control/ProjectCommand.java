package org.muster.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.control.project.ProjectSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code muster project create}: what must be there before daemons can run. */
@Command(name = "project", description = "Makes a project.")
final class ProjectCommand {

    @Command(
            name = "create",
            description = "Makes directories, keys, tables and the shipped application; leaves alone what is there.")
    int create(
            @Option(
                            names = "--config",
                            required = true,
                            paramLabel = "FILE",
                            description = "the project's configuration")
                    Path file)
            throws IOException {
        MusterConfig config = ConfigFile.read(file, System.getenv());
        try (Database work = Database.open(config.database(), "work");
                Database science = Database.open(config.scienceDatabase(), "science")) {
            new ProjectSetup(config, work, science).run(Instant.now().getEpochSecond());
        }
        System.out.println("The project is ready in " + config.project().directory() + "; volunteers attach to "
                + config.project().masterUrl());
        return 0;
    }
}
