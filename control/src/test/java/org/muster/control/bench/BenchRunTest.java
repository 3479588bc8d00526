package org.muster.control.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchRunTest {
    private static final Instant BEGUN = Instant.parse("2026-11-26T11:27:00Z");

    @TempDir
    Path directory;

    @Test
    void a_run_that_was_kept_is_read_as_it_was() throws IOException {
        BenchRun run = run(Map.of("tasks", "100"), new LoadFigures().put("lives per second", 812.5), List.of("a file"))
                .with(List.of(Map.of("seconds", 60.0)));

        Path file = run.keep(directory);

        assertThat(file.getFileName()).hasToString("life-20261126-112700.json");
        assertThat(BenchRun.read(file)).isEqualTo(run);
    }

    @Test
    void what_is_printed_for_programs_is_json() throws IOException {
        BenchRun run = run(Map.of(), new LoadFigures().put("lives per second", 812.5), List.of());

        JsonNode parsed = new ObjectMapper().readTree(run.json());

        assertThat(parsed.at("/bench").asText()).isEqualTo("life");
        assertThat(parsed.at("/figures/lives per second").asDouble()).isEqualTo(812.5);
        assertThat(parsed.at("/machine/processors").asInt()).isPositive();
    }

    @Test
    void a_run_that_is_not_there_is_refused_with_the_place_where_runs_are() {
        assertThatThrownBy(() -> BenchRun.read(directory.resolve("none.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no run")
                .hasMessageContaining("var/bench/results");
    }

    @Test
    void a_file_that_is_no_run_is_refused_by_name() throws IOException {
        Path file = Files.writeString(directory.resolve("odd.json"), "{\"bench\": [}");

        assertThatThrownBy(() -> BenchRun.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("odd.json");
    }

    @Test
    void two_runs_are_compared_figure_by_figure_with_ratios() {
        BenchRun first = run(
                Map.of("tasks", "100", "heap", "512"),
                new LoadFigures().put("lives per second", 800).put("only before", 1),
                List.of());
        BenchRun second = run(
                Map.of("tasks", "200", "heap", "512"),
                new LoadFigures().put("lives per second", 1000).put("only after", 2),
                List.of("a file is left"));

        List<List<String>> lines = new BenchComparison(first, second)
                .table()
                .lines()
                .map(line -> List.of(line.strip().split("\\s{2,}")))
                .toList();

        assertThat(lines)
                .contains(
                        List.of("tasks", "100", "200", "differs"),
                        List.of("lives per second", "800.0", "1000", "1.250"),
                        List.of("only before", "1.000", "-"),
                        List.of("only after", "-", "2.000"),
                        List.of("problems", "0", "1"))
                .noneMatch(line -> line.getFirst().equals("heap"));
    }

    @Test
    void drift_is_told_by_halves_and_by_the_hour() {
        List<Map<String, Double>> series = new ArrayList<>();
        for (int minute = 1; minute <= 20; minute++) {
            series.add(Map.of("seconds", 60.0 * minute, "resident MB", 300.0 + minute, "lives per second", 500.0));
        }
        LoadFigures figures = new LoadFigures();

        new Drift(series).figures(figures);

        assertThat(figures.all().get("drift: resident MB, per hour")).isEqualTo(60, offset(1e-6));
        assertThat(figures.all().get("drift: lives per second, per hour")).isEqualTo(0, offset(1e-9));
        assertThat(figures.all().get("drift: lives per second, second half to first"))
                .isEqualTo(1);
    }

    private static BenchRun run(Map<String, String> settings, LoadFigures figures, List<String> problems) {
        return BenchRun.of("life", BEGUN, settings, figures, problems);
    }
}
