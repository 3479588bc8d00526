package org.muster.control.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One run of a benchmark: what was measured, how, and where.
 *
 * @param bench its name on the command line
 * @param begun when, in ISO 8601
 * @param settings what it was told
 * @param machine what it ran on
 * @param figures what it measured, by name
 * @param problems what was not as it must be; a clean run has none
 * @param series what was noted again and again during the run, in order; empty for most benchmarks
 */
record BenchRun(
        String bench,
        String begun,
        Map<String, String> settings,
        Map<String, String> machine,
        Map<String, Double> figures,
        List<String> problems,
        List<Map<String, Double>> series) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    static BenchRun of(
            String bench, Instant begun, Map<String, String> settings, LoadFigures figures, List<String> problems) {
        return new BenchRun(bench, begun.toString(), settings, thisMachine(), figures.all(), problems, List.of());
    }

    /** The same run with what was noted during it. */
    BenchRun with(List<Map<String, Double>> notes) {
        return new BenchRun(bench, begun, settings, machine, figures, problems, notes);
    }

    private static Map<String, String> thisMachine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put("model", processorModel());
        machine.put("java", Runtime.version().toString());
        machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return machine;
    }

    private static String processorModel() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Keeps the run in a directory; returns the file. */
    Path keep(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(bench + "-" + NAME.format(Instant.parse(begun)) + ".json");
        JSON.writeValue(file.toFile(), this);
        return file;
    }

    /**
     * Reads a kept run.
     *
     * @throws IOException when there is none in the file
     */
    static BenchRun read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no run " + file + "; runs are kept in var/bench/results");
        }
        try {
            return JSON.readValue(file.toFile(), BenchRun.class);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException(file + " holds no run of a benchmark: " + e.getOriginalMessage(), e);
        }
    }

    String json() throws IOException {
        return JSON.writeValueAsString(this) + "\n";
    }

    void print(PrintStream out) {
        settings.forEach((name, value) -> out.printf(Locale.ROOT, "%-52s %16s%n", name, value));
        figures.forEach((name, value) -> out.printf(Locale.ROOT, "%-52s %16s%n", name, number(value)));
        problems.forEach(problem -> out.println("PROBLEM: " + problem));
    }

    /** A number with as many digits as it is worth. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 1000 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f", value);
    }
}
