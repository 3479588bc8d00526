package org.muster.control.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.muster.control.backup.BackupRecord.TableRecord;

/** Loads what {@link TableDump} wrote: statement by statement, so that memory holds one. */
final class TableLoad {
    private static final int BUFFER = 64 * 1024;
    private static final String INSERT = "insert into ";
    private static final int STATEMENTS_PER_COMMIT = 50;

    private final Connection connection;
    private final Path directory;

    TableLoad(Connection connection, Path directory) {
        this.connection = connection;
        this.directory = directory;
    }

    /**
     * Loads a table in place of the one that is there. The connection does not commit by itself.
     *
     * @throws IOException when the database refuses a statement, or the file does not hold the rows it should
     */
    void load(TableRecord table) throws IOException, SQLException {
        long rows = 0;
        int statements = 0;
        try (InputStream file = Files.newInputStream(directory.resolve(table.file()));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file, BUFFER), UTF_8), BUFFER)) {
            for (Optional<String> statement = next(lines); statement.isPresent(); statement = next(lines)) {
                int changed = run(table, statement.get());
                rows += statement.get().startsWith(INSERT) ? changed : 0;
                if (++statements % STATEMENTS_PER_COMMIT == 0) {
                    connection.commit();
                }
            }
        }
        if (rows != table.rows()) {
            throw new IOException(
                    "table " + table.name() + " came back with " + rows + " rows instead of " + table.rows());
        }
    }

    private int run(TableRecord table, String statement) throws IOException {
        try {
            return DumpConnection.run(connection, statement);
        } catch (SQLException e) {
            String beginning = statement.substring(0, Math.min(statement.length(), 100));
            throw new IOException(
                    "table " + table.name() + " cannot be restored: " + e.getMessage() + " in " + beginning, e);
        }
    }

    /** The next statement. Line ends are never inside a value, so a line that ends in a semicolon ends one. */
    private static Optional<String> next(BufferedReader lines) throws IOException {
        StringBuilder statement = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (statement.isEmpty() && line.startsWith("--")) {
                continue;
            }
            if (line.endsWith(";")) {
                return Optional.of(statement.append(line, 0, line.length() - 1).toString());
            }
            statement.append(line).append('\n');
        }
        return Optional.empty();
    }
}
