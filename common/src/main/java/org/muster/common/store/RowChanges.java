package org.muster.common.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Changes of rows of a table whose key is {@code id}, gathered and then written by as few and as short statements as can
 * be. Most rows of a batch change in the same way; those are named together, {@code … where id in (…)}, which costs the
 * database half of a row that comes with its own values. If nearly every row changes in its own way, all are written by
 * one statement over rows. Used by one thread.
 */
public final class RowChanges {

    /** So many statements over identifiers cost less than one over rows. */
    private static final int MOST_GROUPS = 6;

    private final String table;
    private final List<String> columns;
    private final List<String> expected;
    private final SequencedMap<Long, List<Object>> changes = new TreeMap<>();

    /**
     * Begins without any.
     *
     * @param columns the columns that are set
     * @param expected columns that must hold certain values, or the row is left as it is; may name some of the former
     */
    public RowChanges(String table, List<String> columns, List<String> expected) {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.expected = List.copyOf(expected);
    }

    /**
     * Adds a row; a second change of a row replaces the first.
     *
     * @param values first those of the columns that are set, then those that are expected; numbers only
     */
    public void add(long id, List<Object> values) {
        if (values.size() != columns.size() + expected.size()) {
            throw new IllegalArgumentException(values.size() + " values for " + columns + " and " + expected);
        }
        changes.put(id, values);
    }

    /** How many rows there are. */
    public int size() {
        return changes.size();
    }

    /**
     * Writes them, by ascending id within each kind of change.
     *
     * @return how many rows were as expected
     */
    public int write(Handle handle) {
        Map<List<Object>, List<Long>> groups = new LinkedHashMap<>();
        changes.forEach((id, values) ->
                groups.computeIfAbsent(values, same -> new ArrayList<>()).add(id));
        if (groups.size() > MOST_GROUPS) {
            return ManyRows.update(handle, overRows(), rowColumns(), rows());
        }
        return groups.entrySet().stream()
                .mapToInt(group -> ManyRows.update(handle, overIds(group.getKey()), group.getValue()))
                .sum();
    }

    private String overIds(List<Object> values) {
        Text text = new Text("update " + table + " set ");
        for (int i = 0; i < columns.size(); i++) {
            text.raw(i == 0 ? "" : ", ").raw(columns.get(i)).raw(" = ").value(values.get(i));
        }
        text.raw(" where id in {ids}");
        for (int i = 0; i < expected.size(); i++) {
            text.raw(" and ").raw(expected.get(i)).raw(" = ").value(values.get(columns.size() + i));
        }
        return text.sql();
    }

    private String overRows() {
        Text text = new Text("update {rows} c straight_join " + table + " t on t.id = c.id set ");
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            text.raw(i == 0 ? "t." : ", t.").raw(column).raw(" = c.").raw(column);
        }
        for (int i = 0; i < expected.size(); i++) {
            String column = expected.get(i);
            text.raw(i == 0 ? " where t." : " and t.")
                    .raw(column)
                    .raw(" = c.old_")
                    .raw(column);
        }
        return text.sql();
    }

    private List<String> rowColumns() {
        return Stream.of(Stream.of("id"), columns.stream(), expected.stream().map(column -> "old_" + column))
                .flatMap(names -> names)
                .toList();
    }

    private List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>(changes.size());
        changes.forEach((id, values) -> {
            List<Object> row = new ArrayList<>(values.size() + 1);
            row.add(id);
            row.addAll(values);
            rows.add(row);
        });
        return rows;
    }
}
