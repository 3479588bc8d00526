package org.muster.control.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.control.Muster;
import picocli.CommandLine;

/** Whole task lives, few of them: what a benchmark says of a project must be true before its figures mean anything. */
class LifeBenchTest {
    @TempDir
    static Path application;

    @TempDir
    Path directory;

    @BeforeAll
    static void provideTheApplication() throws IOException {
        ApplicationStandIn.provide(application);
    }

    @Test
    void lives_end_with_everything_purged_and_every_file_gone_and_exact_credit() throws IOException {
        int code = life("--tasks", "200", "--warm-up", "50");

        JsonNode run = onlyRun();
        assertThat(run.at("/problems")).isEmpty();
        assertThat(code).isZero();
        assertThat(run.at("/figures/lives").asInt()).isEqualTo(200);
        assertThat(run.at("/figures/lives per second").asDouble()).isPositive();
        assertThat(run.at("/figures/statements per life").asDouble()).isPositive();
        assertThat(run.at("/figures/CPU ms per life: database").asDouble()).isPositive();
        assertThat(run.at("/figures/ratio to the floor").asDouble()).isPositive();
    }

    @Test
    void a_scheduler_and_an_upload_handler_killed_in_the_middle_change_nothing_at_the_end() throws IOException {
        int code = life("--tasks", "300", "--warm-up", "0", "--kill");

        JsonNode run = onlyRun();
        assertThat(run.at("/problems")).isEmpty();
        assertThat(code).isZero();
        assertThat(run.at("/figures/exchanges repeated").asDouble())
                .as("hosts noticed that servers were away")
                .isPositive();
    }

    @Test
    void a_life_of_the_middle_was_reported_or_purged_whichever_were_fewer() {
        FullLoad.Mark begun = new FullLoad.Mark(0, 3000, 1000);

        assertThat(new FullLoad.Mark(1, 8000, 5500).livesSince(begun)).isEqualTo(4500);
        assertThat(new FullLoad.Mark(1, 8000, 7000).livesSince(begun)).isEqualTo(5000);
    }

    private int life(String... arguments) {
        List<String> all = Stream.concat(
                        Stream.of("bench", "--seconds", "2", "--dir", directory.toString(), "--json", "life"),
                        Stream.concat(Stream.of("--connections", "8"), Stream.of(arguments)))
                .toList();
        CommandLine line = Muster.commandLine();
        AtomicReference<Exception> failure = new AtomicReference<>();
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            failure.set(thrown);
            return 1;
        });
        int code = line.execute(all.toArray(String[]::new));
        assertThat(failure.get()).isNull();
        return code;
    }

    private JsonNode onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(directory.resolve("results"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return new ObjectMapper().readTree(all.getFirst().toFile());
        }
    }
}
