package org.muster.common.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The text of a statement under construction, with the values of its question marks. Used by one thread. */
final class Text {

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    /** Begins with a text, and the values of its question marks. */
    Text(String beginning, Object... before) {
        this.sql = new StringBuilder(beginning);
        Collections.addAll(values, before);
    }

    /** Puts something in the place of a mark; what it binds must come after all that is bound before. */
    Text replacing(String mark, Consumer<Text> writer) {
        int at = sql.indexOf(mark);
        if (at < 0) {
            throw new IllegalArgumentException("no " + mark + " in: " + sql);
        }
        String rest = sql.substring(at + mark.length());
        sql.setLength(at);
        writer.accept(this);
        sql.append(rest);
        return this;
    }

    Text raw(String text) {
        sql.append(text);
        return this;
    }

    /** One value: a number in figures, anything else as a question mark. */
    Text value(Object value) {
        switch (value) {
            case Long whole -> sql.append(whole.longValue());
            case Integer whole -> sql.append(whole.intValue());
            case Double real when Double.isFinite(real) -> real(real);
            default -> {
                sql.append('?');
                values.add(value);
            }
        }
        return this;
    }

    /** With an exponent, or the database would take it for a decimal number. */
    private void real(double value) {
        String text = Double.toString(value);
        sql.append(text);
        if (text.indexOf('E') < 0) {
            sql.append("E0");
        }
    }

    /** Values in parentheses. */
    Text list(List<?> all) {
        char separator = '(';
        for (Object value : all) {
            sql.append(separator);
            value(value);
            separator = ',';
        }
        sql.append(')');
        return this;
    }

    /** Rows, each in parentheses. */
    Text lists(List<List<Object>> rows) {
        String separator = "";
        for (List<Object> row : rows) {
            raw(separator).list(row);
            separator = ", ";
        }
        return this;
    }

    /** Rows as a table in parentheses. */
    Text table(List<String> columns, List<List<Object>> rows) {
        String before = "(select ";
        boolean first = true;
        for (List<Object> row : rows) {
            sql.append(before);
            for (int i = 0; i < columns.size(); i++) {
                sql.append(i == 0 ? "" : ",");
                value(row.get(i));
                if (first) {
                    sql.append(" as ").append(columns.get(i));
                }
            }
            before = " union all select ";
            first = false;
        }
        sql.append(')');
        return this;
    }

    String sql() {
        return sql.toString();
    }

    int execute(Handle handle) {
        try (Statement statement = statement(handle)) {
            return statement instanceof PreparedStatement prepared
                    ? prepared.executeUpdate()
                    : statement.executeUpdate(sql());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> List<T> query(Handle handle, ManyRows.Reader<T> reader) {
        try (Statement statement = statement(handle);
                ResultSet rows = statement instanceof PreparedStatement prepared
                        ? prepared.executeQuery()
                        : statement.executeQuery(sql())) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Prepared only if there is something to bind: the driver looks at every character of a text that it prepares. */
    private Statement statement(Handle handle) throws SQLException {
        if (values.isEmpty()) {
            return handle.getConnection().createStatement();
        }
        PreparedStatement statement = handle.getConnection().prepareStatement(sql());
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private UnableToExecuteStatementException failed(SQLException cause) {
        String beginning = sql.substring(0, Math.min(sql.length(), 300));
        return new UnableToExecuteStatementException(cause.getMessage() + " in " + beginning, cause, null);
    }
}
