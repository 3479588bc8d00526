package org.muster.common.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

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

    private static final int ROWS_PER_INSERT = 500;

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
                : execute(handle, statement.replace("{rows}", table(columns, rows.size())), flat(rows));
    }

    /**
     * Runs an update whose text contains {@code {ids}}.
     *
     * @param before values for the question marks before {@code {ids}}
     * @return how many rows the statement matched; 0 when there are no ids
     */
    public static int update(Handle handle, String statement, Collection<Long> ids, Object... before) {
        return ids.isEmpty() ? 0 : execute(handle, statement.replace("{ids}", marks(ids.size())), joined(before, ids));
    }

    /**
     * Inserts rows, at most {@value #ROWS_PER_INSERT} by one statement so that it fits into a packet.
     *
     * @param table name of the table
     * @param columns the columns that the values are for
     */
    public static void insert(Handle handle, String table, List<String> columns, List<List<Object>> rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        for (int from = 0; from < rows.size(); from += ROWS_PER_INSERT) {
            List<List<Object>> some = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_INSERT));
            String text = "insert into " + table + " (" + String.join(", ", columns) + ") values "
                    + String.join(", ", Collections.nCopies(some.size(), row));
            execute(handle, text, flat(some));
        }
    }

    /** Runs a query whose text contains {@code {rows}}; no rows when there are none. */
    public static <T> List<T> select(
            Handle handle, String query, List<String> columns, List<List<Object>> rows, Reader<T> reader) {
        return rows.isEmpty()
                ? List.of()
                : query(handle, query.replace("{rows}", table(columns, rows.size())), flat(rows), reader);
    }

    /**
     * Runs a query whose text contains {@code {ids}}; no rows when there are no ids.
     *
     * @param ids identifiers, or names; some thousand at most, or the databases give up the index
     * @param before values for the question marks before {@code {ids}}
     */
    public static <T> List<T> select(
            Handle handle, String query, Collection<?> ids, Reader<T> reader, Object... before) {
        return ids.isEmpty()
                ? List.of()
                : query(handle, query.replace("{ids}", marks(ids.size())), joined(before, ids), reader);
    }

    private static <T> List<T> query(Handle handle, String text, List<?> values, Reader<T> reader) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(text)) {
            bind(statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    private static int execute(Handle handle, String text, List<?> values) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(text)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    private static String table(List<String> columns, int count) {
        String first =
                columns.stream().map(column -> "? as " + column).collect(Collectors.joining(", ", "select ", ""));
        String next = " union all select " + String.join(", ", Collections.nCopies(columns.size(), "?"));
        return "(" + first + next.repeat(count - 1) + ")";
    }

    private static List<Object> flat(List<List<Object>> rows) {
        return rows.stream().flatMap(List::stream).toList();
    }

    private static List<Object> joined(Object[] before, Collection<?> ids) {
        List<Object> values = new ArrayList<>(List.of(before));
        values.addAll(ids);
        return values;
    }

    private static String marks(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    private static UnableToExecuteStatementException failed(String text, SQLException cause) {
        String beginning = text.substring(0, Math.min(text.length(), 300));
        return new UnableToExecuteStatementException(cause.getMessage() + " in " + beginning, cause, null);
    }
}
