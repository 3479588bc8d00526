package org.muster.control.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.muster.common.files.FileDigest;
import org.muster.common.files.WholeFile;
import org.muster.control.backup.BackupRecord.TableRecord;

/**
 * Writes one table as SQL text, compressed, row by row: however large the table, memory holds one row. The text can be loaded
 * by {@link TableLoad} and by the databases' own command line.
 */
final class TableDump {
    private static final int CHARACTERS_PER_STATEMENT = 1 << 20;
    private static final int ROWS_PER_STATEMENT = 1000;
    private static final int BUFFER = 64 * 1024;

    private final Connection connection;
    private final String table;
    private final String engine;

    TableDump(Connection connection, String table, String engine) {
        this.connection = connection;
        this.table = table;
        this.engine = engine;
    }

    /** Writes the table into a file of its name in the directory, durably. */
    TableRecord into(Path directory) throws SQLException, IOException {
        String create = create();
        List<DumpedColumn> columns = columns();
        String fileName = fileName();
        long[] rows = new long[1];
        FileDigest digest =
                WholeFile.write(directory.resolve(fileName), file -> rows[0] = write(file, create, columns));
        return new TableRecord(table, engine, rows[0], fileName, digest.md5(), digest.size());
    }

    private String fileName() {
        return table.replaceAll("[^A-Za-z0-9_$-]", "_") + ".sql.gz";
    }

    private long write(OutputStream file, String create, List<DumpedColumn> columns) throws IOException {
        // Not closed: that would close the file before it is on disk.
        GZIPOutputStream compressed = new GZIPOutputStream(file, BUFFER);
        Writer out = new BufferedWriter(new OutputStreamWriter(compressed, UTF_8), BUFFER);
        out.write("-- Muster backup: table " + table + "\n");
        out.write(DumpConnection.SETTINGS + ";\n");
        out.write("drop table if exists " + DumpConnection.quoted(table) + ";\n");
        out.write(create + ";\n");
        long rows;
        try {
            rows = rows(out, columns);
        } catch (SQLException e) {
            throw new IOException(
                    "table " + table + " cannot be read: " + e.getMessage()
                            + " (if its definition was changed meanwhile, begin the backup again)",
                    e);
        }
        out.write("-- " + rows + " rows\n");
        out.flush();
        compressed.finish();
        return rows;
    }

    private long rows(Writer out, List<DumpedColumn> columns) throws SQLException, IOException {
        String selected = columns.stream().map(DumpedColumn::selected).collect(Collectors.joining(", "));
        String insert = "insert into " + DumpConnection.quoted(table)
                + columns.stream()
                        .map(column -> DumpConnection.quoted(column.name()))
                        .collect(Collectors.joining(", ", " (", ") values\n"));
        long rows = 0;
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE); // the driver's word for "row by row"
            Counted counted = new Counted(out);
            try (ResultSet all =
                    statement.executeQuery("select " + selected + " from " + DumpConnection.quoted(table))) {
                while (all.next()) {
                    boolean begins = rows % ROWS_PER_STATEMENT == 0 || counted.characters > CHARACTERS_PER_STATEMENT;
                    if (begins) {
                        counted.characters = 0;
                    }
                    counted.write(rows == 0 ? insert : begins ? ";\n" + insert : ",\n");
                    row(counted, all, columns);
                    rows++;
                }
            }
            out.write(rows == 0 ? "" : ";\n");
        }
        return rows;
    }

    private static void row(Writer out, ResultSet row, List<DumpedColumn> columns) throws SQLException, IOException {
        for (int i = 0; i < columns.size(); i++) {
            out.write(i == 0 ? "(" : ",");
            value(out, row, i + 1, columns.get(i).kind());
        }
        out.write(")");
    }

    private static void value(Writer out, ResultSet row, int column, DumpedColumn.Kind kind)
            throws SQLException, IOException {
        byte[] raw = row.getBytes(column);
        if (raw == null) {
            out.write("NULL");
            return;
        }
        switch (kind) {
            case NUMBER, SHORT_FLOAT -> out.write(new String(raw, UTF_8));
            case MOMENT, CHARACTERS -> SqlText.characters(out, new String(raw, UTF_8));
            case BYTES -> SqlText.bytes(out, raw);
        }
    }

    private String create() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show create table " + DumpConnection.quoted(table))) {
            row.next();
            return row.getString(2);
        }
    }

    /** Those that hold values of their own; computed ones come back by themselves. */
    private List<DumpedColumn> columns() throws SQLException {
        List<DumpedColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select column_name, data_type from information_schema.columns
                where table_schema = database() and table_name = ? and coalesce(generation_expression, '') = ''
                order by ordinal_position
                """)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(DumpedColumn.of(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return columns;
    }

    /** Counts what goes through. */
    private static final class Counted extends Writer {
        private final Writer out;
        private long characters;

        Counted(Writer out) {
            this.out = out;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            characters += length;
            out.write(text, from, length);
        }

        @Override
        public void write(int character) throws IOException {
            characters++;
            out.write(character);
        }

        @Override
        public void write(String text) throws IOException {
            characters += text.length();
            out.write(text);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
