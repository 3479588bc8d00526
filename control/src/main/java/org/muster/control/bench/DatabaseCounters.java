package org.muster.control.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/**
 * What the database server has counted since it started: its own status variables, by their names.
 *
 * @param values of {@link #NAMES}
 */
record DatabaseCounters(Map<String, Long> values) {
    /** Statements of all clients. */
    static final String STATEMENTS = "Questions";

    private static final String COMMITS = "Com_commit";

    /** The variables looked at, with what they count for people. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(STATEMENTS, "statements");
        NAMES.put(COMMITS, "commits");
        NAMES.put("Com_select", "selects");
        NAMES.put("Innodb_data_fsyncs", "database syncs");
        NAMES.put("Innodb_os_log_written", "log bytes");
        NAMES.put("Innodb_data_written", "data bytes written");
        NAMES.put("Bytes_received", "bytes to the database");
        NAMES.put("Bytes_sent", "bytes from the database");
    }

    static DatabaseCounters read(Handle handle) {
        Map<String, Long> values = new LinkedHashMap<>();
        String names = "'" + String.join("', '", NAMES.keySet()) + "'";
        List<Map.Entry<String, Long>> rows = handle.createQuery(
                        "show global status where variable_name in (" + names + ")")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .list();
        NAMES.keySet()
                .forEach(name -> rows.stream()
                        .filter(row -> row.getKey().equalsIgnoreCase(name))
                        .findFirst()
                        .ifPresent(row -> values.put(name, row.getValue())));
        return new DatabaseCounters(values);
    }

    long statements() {
        return values.get(STATEMENTS);
    }

    long commits() {
        return values.get(COMMITS);
    }

    DatabaseCounters since(DatabaseCounters before) {
        Map<String, Long> difference = new LinkedHashMap<>();
        values.forEach((name, value) -> difference.put(name, value - before.values.get(name)));
        return new DatabaseCounters(difference);
    }

    /** Each count for one of so many, by its name for people. */
    void each(double count, BiConsumer<String, Double> figure) {
        values.forEach((name, value) -> figure.accept(NAMES.get(name), value / count));
    }
}
