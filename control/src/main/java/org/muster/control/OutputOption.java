package org.muster.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How rows are shown: as a table for people, or as JSON for scripts. */
final class OutputOption {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int WIDEST = 60;

    @Option(names = "--json", description = "print JSON, for scripts")
    private boolean json;

    boolean json() {
        return json;
    }

    /** Prints rows: a table with a heading, or an array of objects. */
    void rows(List<Map<String, Object>> rows) {
        List<Map<String, Object>> readable =
                rows.stream().map(OutputOption::readable).toList();
        if (json) {
            printJson(readable);
        } else if (readable.isEmpty()) {
            System.out.println("There are none.");
        } else {
            table(readable);
        }
    }

    /** Prints one row, a line for each column; as JSON an object. */
    void row(Map<String, Object> row) {
        Map<String, Object> readable = readable(row);
        if (json) {
            printJson(readable);
        } else {
            readable.forEach((name, value) -> System.out.printf("%-26s %s%n", name, value == null ? "" : value));
        }
    }

    void printJson(Object value) {
        try {
            System.out.println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> readable(Map<String, Object> row) {
        Map<String, Object> readable = new LinkedHashMap<>();
        row.forEach((name, value) ->
                readable.put(name, value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value));
        return readable;
    }

    private static void table(List<Map<String, Object>> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.copyOf(rows.getFirst().keySet()));
        rows.forEach(
                row -> lines.add(row.values().stream().map(OutputOption::cell).toList()));
        int columns = lines.getFirst().size();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int at = column;
                int width = lines.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(1);
                text.append(line.get(column))
                        .append(" ".repeat(width + 2 - line.get(column).length()));
            }
            System.out.println(text.toString().stripTrailing());
        }
    }

    private static String cell(Object value) {
        String text = value == null ? "" : value.toString().replace('\n', ' ');
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }
}
