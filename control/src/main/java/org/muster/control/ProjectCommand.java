package org.muster.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.files.WholeFile;
import org.muster.common.store.Database;
import org.muster.control.project.ProjectSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster project create}: what must be there before daemons can run. */
@Command(name = "project", description = "Makes a project.")
final class ProjectCommand {
    private static final String FILE_NAME = "muster.yaml";

    @Command(
            name = "create",
            description = "Makes a project: configuration, directories, keys, tables; leaves alone what is there.",
            footer = {
                "",
                "On a terminal it asks for what is not said; otherwise the defaults hold. With a configuration that is there",
                "already it makes only what is missing, so it can be repeated.",
                "Examples:",
                "  bin/muster project create --dir /srv/demo",
                "  bin/muster project create --dir /srv/demo --url https://demo.example/demo/ --port 8080 \\",
                "      --database jdbc:mysql://db.example:3306/demo --database-user demo --database-password-file secret",
                "  bin/muster project create --config my.yaml"
            })
    int create(
            @Option(names = "--dir", paramLabel = "DIR", description = "directory of the new project") Path directory,
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            description = "a configuration that is there (default: muster.yaml in the directory)")
                    Path given,
            @Mixin NewProjectOptions options)
            throws IOException {
        Path file = configuration(directory, given, options);
        MusterConfig config = ConfigFile.read(file, System.getenv());
        try (OwnDatabase own = OwnDatabase.forAMoment(config)) {
            DatabaseCheck.requireReachable(config.database(), "database");
            try (Database work = Database.open(config.database(), "work")) {
                setUp(config, work);
            }
        }
        System.out.println("The project is ready in " + config.project().directory() + "; volunteers attach to "
                + config.project().masterUrl());
        System.out.println("Start it:  bin/muster start --config " + file);
        System.out.println("Whoever has " + config.keys().directory().resolve("code_sign_private")
                + " decides what volunteers run: keep it off-line once your versions are published.");
        return 0;
    }

    private static void setUp(MusterConfig config, Database work) throws IOException {
        long now = Instant.now().getEpochSecond();
        if (config.scienceDatabase() == null) {
            new ProjectSetup(config, work, null).run(now);
            return;
        }
        DatabaseCheck.requireReachable(config.scienceDatabase(), "scienceDatabase");
        try (Database science = Database.open(config.scienceDatabase(), "science")) {
            new ProjectSetup(config, work, science).run(now);
        }
    }

    private static Path configuration(Path directory, Path given, NewProjectOptions options) throws IOException {
        if (given != null) {
            if (!Files.exists(given)) {
                throw new UserErrorException("there is no configuration file " + given
                        + "; a new project is made with  bin/muster project create --dir DIR");
            }
            return given.toAbsolutePath().normalize();
        }
        if (directory == null) {
            throw new UserErrorException("say where the project is to be: --dir DIR, or --config FILE if its"
                    + " configuration is written already");
        }
        Path file = directory.toAbsolutePath().normalize().resolve(FILE_NAME);
        if (!Files.exists(file)) {
            byte[] text = options.complete(file.getParent()).yaml().getBytes(StandardCharsets.UTF_8);
            WholeFile.writePrivate(file, text);
            System.out.println("Configuration: " + file);
        }
        return file;
    }
}
