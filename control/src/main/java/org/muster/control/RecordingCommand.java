package org.muster.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.science.database.RecordingRow;
import org.muster.science.database.Recordings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster recording …}: what the splitter cuts. */
@Command(name = "recording", description = "Gives the splitter recordings, and says what became of them.")
final class RecordingCommand {

    @Command(name = "add", description = "Makes a GUPPI RAW recording known to the splitter.")
    int add(
            @Parameters(paramLabel = "FILE", description = "the recording; it must stay where it is until it is cut")
                    Path file,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "its name (default: the file's, without ending)")
                    String name,
            @Option(
                            names = "--config",
                            required = true,
                            paramLabel = "FILE",
                            description = "the project's configuration")
                    Path config) {
        if (!Files.isReadable(file)) {
            throw new UserErrorException("there is no readable recording " + file);
        }
        String chosen = name == null ? file.getFileName().toString().replaceFirst("\\.[^.]+$", "") : name;
        try (Database science = science(config)) {
            boolean added = new Recordings(science)
                    .register(chosen, file.toAbsolutePath(), Instant.now().getEpochSecond());
            System.out.println(
                    added
                            ? "The recording " + chosen + " will be cut."
                            : "The recording " + chosen + " is known already.");
        }
        return 0;
    }

    @Command(name = "list", description = "Lists all recordings with their state.")
    int list(
            @Option(
                            names = "--config",
                            required = true,
                            paramLabel = "FILE",
                            description = "the project's configuration")
                    Path config) {
        try (Database science = science(config)) {
            for (RecordingRow recording : new Recordings(science).all()) {
                System.out.println(recording.name() + "  " + recording.state() + "  " + recording.message());
            }
        }
        return 0;
    }

    private static Database science(Path file) {
        MusterConfig config = ConfigFile.read(file, System.getenv());
        return Database.open(config.scienceDatabase(), "science");
    }
}
