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

    /**
     * Names the project by its directory, as BOINC's programs do.
     *
     * @throws UserErrorException when it has none, or a file was named too
     */
    void directory(Path directory) {
        Path inside = directory.resolve(HERE);
        if (file != null) {
            throw new UserErrorException("--config and --config_dir both name the project; leave one out");
        }
        if (!Files.exists(inside)) {
            throw new UserErrorException("there is no muster.yaml in " + directory
                    + "; --config_dir is the directory of the project's configuration");
        }
        file = inside;
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
