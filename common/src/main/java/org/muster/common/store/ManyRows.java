package org.muster.common.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Statements over a set of rows that differ in their values: one statement for a whole batch instead of one for each
 * row. {@code {ids}} in a text becomes a list of identifiers in parentheses, {@code {rows}} a table in parentheses
 * with named columns, for example
 *
 * <pre>{@code update {rows} c straight_join result r on r.id = c.id set r.outcome = c.outcome}</pre>
 *
 * <p>Rows are met in the order given; give them by ascending id, so that two batches lock in the same order. The
 * straight join keeps the optimizer from reading the large table first.
 *
 * <p>Numbers are written into the text, because a driver that looks for a thousand question marks and a server that is
 * sent each name of a column a thousand times are most of what such a statement costs. Strings and bytes are bound.
 *
 * <p>Plain JDBC on the handle's connection, because Jdbi remembers every text that it has parsed, and these are long
 * and differ with the size of the batch. A failure is thrown as Jdbi would throw it, so {@link Database#transact}
 * knows a deadlock by it.
 */
public final class ManyRows {

    /** Reads the row on which a result set stands. */
    @FunctionalInterface
    public interface Reader<T> {
        /** One value from one row. */
        T read(ResultSet row) throws SQLException;
    }

    /** Characters or bytes of an insert's values together: in UTF-8, and escaped, less than the 16 MB that MariaDB takes. */
    private static final int INSERT_LENGTH = 1_500_000;

    private static final int MOST_ROWS = 2000;
    private static final int NUMBER_LENGTH = 10;

    /** Lists that are longer are no index range any more for MariaDB ({@code in_predicate_conversion_threshold}). */
    private static final int MOST_IDS = 900;

    private ManyRows() {}

    /**
     * Runs an update whose text contains {@code {rows}}.
     *
     * @param columns names of the columns of {@code {rows}}
     * @param rows values in the columns' order: numbers, strings or bytes; nothing is done when there are none
     * @return how many rows the statement matched
     */
    public static int update(Handle handle, String statement, List<String> columns, List<List<Object>> rows) {
        return rows.isEmpty()
                ? 0
                : new Text(statement)
                        .replacing("{rows}", text -> text.table(columns, rows))
                        .execute(handle);
    }

    /**
     * Runs an update whose text contains {@code {ids}}; some statements of at most {@value #MOST_IDS} identifiers each.
     *
     * @param before values for the question marks before {@code {ids}}
     * @return how many rows were matched; 0 when there are no ids
     */
    public static int update(Handle handle, String statement, Collection<Long> ids, Object... before) {
        int matched = 0;
        for (List<?> some : pieces(ids)) {
            matched += new Text(statement, before)
                    .replacing("{ids}", text -> text.list(some))
                    .execute(handle);
        }
        return matched;
    }

    /**
     * Inserts rows, as many by one statement as fit well into a packet.
     *
     * @param table name of the table
     * @param columns the columns that the values are for
     */
    public static void insert(Handle handle, String table, List<String> columns, List<List<Object>> rows) {
        insert(handle, "insert into ", table, columns, rows);
    }

    /** As {@link #insert}, but leaves out rows whose key is there. */
    public static void insertIgnore(Handle handle, String table, List<String> columns, List<List<Object>> rows) {
        insert(handle, "insert ignore into ", table, columns, rows);
    }

    /**
     * Adds numbers to a column; inserts the rows that are not there.
     *
     * @param key the columns of the table's only unique key
     * @param column the column that is added to
     * @param rows values of the key, then the number that is added
     */
    public static void insertOrAdd(
            Handle handle, String table, List<String> key, String column, List<List<Object>> rows) {
        for (List<List<Object>> some : insertable(rows)) {
            new Text("insert into " + table + " (" + String.join(", ", key) + ", " + column + ") values ")
                    .lists(some)
                    .raw(" on duplicate key update " + column + " = " + column + " + values(" + column + ")")
                    .execute(handle);
        }
    }

    private static void insert(
            Handle handle, String verb, String table, List<String> columns, List<List<Object>> rows) {
        for (List<List<Object>> some : insertable(rows)) {
            new Text(verb + table + " (" + String.join(", ", columns) + ") values ")
                    .lists(some)
                    .execute(handle);
        }
    }

    /** Parts of rows that are short enough for one insert each; a row that is longer is alone. */
    static List<List<List<Object>>> insertable(List<List<Object>> rows) {
        List<List<List<Object>>> parts = new ArrayList<>();
        int from = 0;
        long length = 0;
        for (int i = 0; i < rows.size(); i++) {
            long more = rows.get(i).stream().mapToLong(ManyRows::length).sum();
            if (i > from && (length + more > INSERT_LENGTH || i - from == MOST_ROWS)) {
                parts.add(rows.subList(from, i));
                from = i;
                length = 0;
            }
            length += more;
        }
        if (from < rows.size()) {
            parts.add(rows.subList(from, rows.size()));
        }
        return parts;
    }

    private static long length(Object value) {
        return switch (value) {
            case String text -> text.length();
            case byte[] bytes -> bytes.length;
            case null, default -> NUMBER_LENGTH;
        };
    }

    /** Runs a query whose text contains {@code {rows}}; no rows when there are none. */
    public static <T> List<T> select(
            Handle handle, String query, List<String> columns, List<List<Object>> rows, Reader<T> reader) {
        return rows.isEmpty()
                ? List.of()
                : new Text(query)
                        .replacing("{rows}", text -> text.table(columns, rows))
                        .query(handle, reader);
    }

    /**
     * Runs a query whose text contains {@code {ids}}; no rows when there are no ids. More than {@value #MOST_IDS} of them
     * are asked for by several queries, so a query over so many must not count, sort or limit over all.
     *
     * @param ids identifiers, or names
     * @param before values for the question marks before {@code {ids}}
     */
    public static <T> List<T> select(
            Handle handle, String query, Collection<?> ids, Reader<T> reader, Object... before) {
        List<T> found = new ArrayList<>();
        for (List<?> some : pieces(ids)) {
            found.addAll(new Text(query, before)
                    .replacing("{ids}", text -> text.list(some))
                    .query(handle, reader));
        }
        return found;
    }

    /** Lists of identifiers that are short enough for one statement each. */
    static <T> List<List<T>> pieces(Collection<T> all) {
        List<T> list = all instanceof List<T> known ? known : new ArrayList<>(all);
        List<List<T>> pieces = new ArrayList<>();
        for (int from = 0; from < list.size(); from += MOST_IDS) {
            pieces.add(list.subList(from, Math.min(list.size(), from + MOST_IDS)));
        }
        return pieces;
    }
}
