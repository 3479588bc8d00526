package org.muster.control;

import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import picocli.CommandLine.Option;

/** Which project a command is about. */
final class ProjectOption {
    private static final String VARIABLE = "MUSTER_CONFIG";
    private static final Path HERE = Path.of("muster.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the project's configuration (default: what the environment variable MUSTER_CONFIG names,"
                    + " or muster.yaml in this directory)")
    private Path file;

    /**
     * The file that was named.
     *
     * @throws UserErrorException when none was, and there is none to be found
     */
    Path file() {
        if (file != null) {
            return file.toAbsolutePath().normalize();
        }
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        if (!Files.exists(HERE)) {
            throw new UserErrorException("there is no muster.yaml in this directory; name the project's configuration:"
                    + "  --config FILE  (or go to its directory, or set " + VARIABLE + ")");
        }
        return HERE.toAbsolutePath().normalize();
    }

    MusterConfig read() {
        return ConfigFile.read(file(), System.getenv());
    }

    /**
     * The project's work database.
     *
     * @throws UserErrorException when it cannot be used; one line that says what to do
     */
    static Database work(MusterConfig config) {
        DatabaseCheck.requireProject(config);
        return Database.open(config.database(), "work");
    }
}
