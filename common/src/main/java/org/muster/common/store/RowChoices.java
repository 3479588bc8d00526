package org.muster.common.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jdbi.v3.core.Handle;

/**
 * One update of rows that differ in their values: each column is chosen by the row's id. A value that most rows have is
 * written once; one that only some share is chosen by a list of ids, which the databases search by halves.
 *
 * @param table its key is {@code id}
 * @param columns the columns that are set
 * @param expected columns that must hold certain values, or the row is left as it is
 */
record RowChoices(String table, List<String> columns, List<String> expected) {

    /**
     * Writes rows.
     *
     * @param changes by id: first the values of the columns that are set, then those that are expected
     * @return how many rows were as expected
     */
    int write(Handle handle, SequencedMap<Long, List<Object>> changes) {
        Text text = new Text("update " + table + " set ");
        for (int i = 0; i < columns.size(); i++) {
            text.raw(i == 0 ? "" : ", ").raw(columns.get(i)).raw(" = ");
            choice(text, changes, i);
        }
        text.raw(" where id in ").list(List.copyOf(changes.keySet()));
        for (int i = 0; i < expected.size(); i++) {
            text.raw(" and ").raw(expected.get(i)).raw(" = ");
            choice(text, changes, columns.size() + i);
        }
        return text.execute(handle);
    }

    private static void choice(Text text, Map<Long, List<Object>> changes, int column) {
        Map<Object, List<Long>> idsByValue = new LinkedHashMap<>();
        changes.forEach((id, values) -> idsByValue
                .computeIfAbsent(values.get(column), value -> new ArrayList<>())
                .add(id));
        if (idsByValue.size() == 1) {
            text.value(idsByValue.keySet().iterator().next());
        } else if (idsByValue.size() == changes.size()) {
            text.raw("case id");
            idsByValue.forEach((value, ids) ->
                    text.raw(" when ").value(ids.getFirst()).raw(" then ").value(value));
            text.raw(" end");
        } else {
            byLists(text, idsByValue);
        }
    }

    private static void byLists(Text text, Map<Object, List<Long>> idsByValue) {
        Object usual = Collections.max(
                        idsByValue.entrySet(),
                        Comparator.comparingInt(entry -> entry.getValue().size()))
                .getKey();
        text.raw("case");
        idsByValue.forEach((value, ids) -> {
            if (!value.equals(usual)) {
                text.raw(" when id in ").list(ids).raw(" then ").value(value);
            }
        });
        text.raw(" else ").value(usual).raw(" end");
    }
}
