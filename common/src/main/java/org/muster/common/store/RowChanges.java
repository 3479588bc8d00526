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
 * be. Rows that change in the same way are named together, {@code … where id in (…)}, which costs the database half of a row
 * that comes with its own values. Of rows that differ, as long as they are not too many, each column is chosen by the id,
 * {@code … = case id when … end}, and a column in which all agree is written once; only a large set that differs
 * comes as a table of rows. Used by one thread.
 */
public final class RowChanges {

    /** So many statements over identifiers cost less than one over rows. */
    private static final int MOST_GROUPS = 6;

    /** Of more rows a choice by the id takes longer than a table of them: it is made row by row, one after the other. */
    private static final int MOST_CHOICES = 300;

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
     * @param values first those of the columns that are set, then those that are expected: numbers; of rows that are not
     *     more than a statement chooses between ({@link #together}) also strings
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
        RowChoices choices = new RowChoices(table, columns, expected);
        if (size() <= MOST_CHOICES) {
            return size() == 0 ? 0 : choices.write(handle, changes);
        }
        Map<List<Object>, List<Long>> groups = new LinkedHashMap<>();
        changes.forEach((id, values) ->
                groups.computeIfAbsent(values, same -> new ArrayList<>()).add(id));
        if (groups.size() > MOST_GROUPS) {
            return ManyRows.update(handle, overRows(), rowColumns(), rows());
        }
        return groups.values().stream()
                .flatMap(alike -> ManyRows.pieces(alike).stream())
                .mapToInt(some -> choices.write(handle, changesOf(some)))
                .sum();
    }

    private SequencedMap<Long, List<Object>> changesOf(List<Long> ids) {
        SequencedMap<Long, List<Object>> some = new TreeMap<>();
        ids.forEach(id -> some.put(id, changes.get(id)));
        return some;
    }

    /** How many rows with strings may be written at once. */
    public static int together() {
        return MOST_CHOICES;
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
