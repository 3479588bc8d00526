package org.muster.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.science.database.RecordingRow;
import org.muster.science.database.Recordings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            @Mixin ProjectOption project) {
        if (!Files.isReadable(file)) {
            throw new UserErrorException("there is no readable recording " + file);
        }
        String chosen = name == null ? file.getFileName().toString().replaceFirst("\\.[^.]+$", "") : name;
        try (Database science = science(project)) {
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
    int list(@Mixin ProjectOption project, @Mixin OutputOption output) {
        try (Database science = science(project)) {
            output.rows(new Recordings(science)
                    .all().stream().map(RecordingCommand::row).toList());
        }
        return 0;
    }

    @Command(
            name = "retry",
            description = "Lets a recording go again that the splitter has set aside; it is cut on from where it was.",
            footer = {"", "Example:  bin/muster recording retry tape_7"})
    int retry(
            @Parameters(paramLabel = "NAME", description = "the recording") String name, @Mixin ProjectOption project) {
        try (Database science = science(project)) {
            Recordings recordings = new Recordings(science);
            if (!recordings.release(name, Instant.now().getEpochSecond())) {
                throw new UserErrorException(recordings
                        .find(name)
                        .map(row -> "the recording " + name + " is " + row.state() + "; only BLOCKED ones are retried")
                        .orElse("there is no recording " + name + "; see  bin/muster recording list"));
            }
        }
        System.out.println("The recording " + name + " is cut again.");
        return 0;
    }

    private static Map<String, Object> row(RecordingRow recording) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", recording.name());
        row.put("state", recording.state().name());
        row.put("file", recording.path().toString());
        row.put("message", recording.message());
        return row;
    }

    private static Database science(ProjectOption project) {
        MusterConfig config = project.read();
        if (config.scienceDatabase() == null) {
            throw new UserErrorException("the configuration has no scienceDatabase, where recordings are kept");
        }
        DatabaseCheck.requireScience(config);
        return Database.open(config.scienceDatabase(), "science");
    }
}
