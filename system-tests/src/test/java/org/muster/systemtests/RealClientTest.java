package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.systemtests.ProjectChecks.number;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.SplitterConfig;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;
import org.muster.control.ProjectDirectory;
import org.muster.control.demo.DemoCounts;
import org.muster.science.generator.GeneratedRecording;
import org.muster.science.generator.RecordingGenerator;

/** The judge: two of Debian's BOINC clients work for a project that {@code bin/muster run} runs. */
@Tag("real-client")
final class RealClientTest {
    private static final Path DIRECTORY = Path.of("target", "real-client").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int AT_LEAST = 8;

    @Test
    void two_stock_clients_compute_a_recording_and_are_credited_and_nothing_is_left_behind() throws Exception {
        Trees.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        ProjectDirectory place = new ProjectDirectory(DIRECTORY.resolve("project"), FreePorts.next());
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(DIRECTORY.resolve("database"), "systemtests", 128)) {
            MusterConfig config = place.config(
                    server.schema("muster", 12),
                    server.schema("muster_science", 4),
                    new SplitterConfig(null, null, 0, 0, 3600, 2, 0, 0, 0));
            Path file = Files.writeString(DIRECTORY.resolve("muster.yaml"), ConfigFile.text(config));
            assertThat(MusterCommand.run(
                            "real-client-setup.log", PATIENCE, "project", "create", "--config", file.toString()))
                    .isZero();
            try (Database work = Database.open(config.database(), "test-work");
                    Database science = Database.open(config.scienceDatabase(), "test-science");
                    MusterCommand daemons =
                            MusterCommand.start("real-client-daemons.log", "run", "all", "--config", file.toString());
                    StockClient first = StockClient.start(DIRECTORY.resolve("client-1"));
                    StockClient second = StockClient.start(DIRECTORY.resolve("client-2"))) {
                String recording = addRecording(file);
                Waiting.until("the pages are there", PATIENCE, () -> Waiting.isListening(place.masterUrl()));
                attach(first, place.masterUrl(), "Ada");
                attach(second, place.masterUrl(), "Grace");

                Waiting.until("everything is purged", PATIENCE, () -> {
                    // A client that has been told there is no work waits for minutes; the volunteer presses Update.
                    first.update(place.masterUrl());
                    second.update(place.masterUrl());
                    Thread.sleep(2_000);
                    return work.read(handle -> DemoCounts.of(handle, recording)).done();
                });

                DemoCounts counts = work.read(handle -> DemoCounts.of(handle, recording));
                assertThat(counts.purged()).isGreaterThanOrEqualTo(AT_LEAST);
                everyResultWasCredited(work, counts.purged());
                ProjectChecks.noRowIsLeft(work);
                ProjectChecks.noFileIsLeft(config);
                thePurgedIsArchived(config, counts.purged());
                theSpikesAreInTheScienceDatabase(science, counts.purged());
                theClientHasNoComplaint(first);
                theClientHasNoComplaint(second);
                assertThat(daemons.terminate(Duration.ofSeconds(60)))
                        .as("ends in order at SIGTERM")
                        .isIn(0, 143);
            }
        }
    }

    private static String addRecording(Path config) throws Exception {
        Path recording = DIRECTORY.resolve("sky.raw");
        GeneratedRecording generated = GeneratedRecording.demonstration(7);
        RecordingGenerator.write(
                new GeneratedRecording(
                        generated.seed(),
                        generated.layout(),
                        generated.band(),
                        generated.observation(),
                        4,
                        generated.signals()),
                recording);
        assertThat(MusterCommand.run(
                        "real-client-setup.log",
                        PATIENCE,
                        "recording",
                        "add",
                        recording.toString(),
                        "--name",
                        "sky",
                        "--config",
                        config.toString()))
                .isZero();
        return "sky";
    }

    private static void attach(StockClient client, URI project, String name) throws Exception {
        String email = name.toLowerCase(Locale.ROOT) + "@example.invalid";
        client.attach(project, client.createAccount(project, email, "correct horse", name));
    }

    private static void everyResultWasCredited(Database work, long workunits) {
        assertThat(number(work, "select count(*) from credit_ledger")).isEqualTo(2.0 * workunits);
        assertThat(number(work, "select count(distinct host_id) from credit_ledger"))
                .isEqualTo(2);
        assertThat(number(work, "select min(credit) from credit_ledger")).isPositive();
        assertThat(number(work, "select min(total_credit) from user")).isPositive();
        ProjectChecks.balancesAreTheLedgersSum(work);
    }

    private static void thePurgedIsArchived(MusterConfig config, long workunits) throws IOException {
        assertThat(Archives.workunitNames(config.files().archiveDirectory()))
                .hasSize((int) workunits)
                .doesNotHaveDuplicates();
    }

    private static void theSpikesAreInTheScienceDatabase(Database science, long workunits) {
        assertThat(number(science, "select count(*) from result")).isEqualTo(workunits);
        assertThat(number(science, "select count(*) from workunit where state = 'ANALYSED'"))
                .isEqualTo(workunits);
        assertThat(number(science, "select count(*) from spike")).isPositive();
    }

    /** What the client says of our replies: no refusal, no parse error, no failed transfer, no failed task. */
    private static void theClientHasNoComplaint(StockClient client) throws IOException {
        List<String> complaints = client.log()
                .lines()
                .filter(line -> line.matches("(?i).*(\\[error\\]|scheduler request failed|no close tag|can't parse"
                        + "|signature verification failed|giving up|computation error|exited with zero status but no"
                        + "|temporarily failed|permanent|output file .* absent|invalid).*"))
                .toList();
        assertThat(complaints).isEmpty();
    }
}
