package org.muster.control.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.common.config.DatabaseConfig;
import org.muster.control.backup.BackupRecord.SchemaRecord;
import org.muster.control.backup.BackupRecord.TableRecord;

/**
 * Writes all tables of a schema as they were at one moment, while others go on changing them: everything is read in one
 * transaction, which began with a snapshot and locks nothing. Only InnoDB has snapshots; tables of other engines, which an
 * adopted project may have, are as they were when they were read, and the record names their engine.
 */
final class SchemaDump {
    private final DatabaseConfig config;
    private final String name;

    SchemaDump(DatabaseConfig config, String name) {
        this.config = config;
        this.name = name;
    }

    /**
     * Writes the tables into files in the directory.
     *
     * @throws IOException when a table cannot be read or a file cannot be written
     */
    SchemaRecord into(Path directory) throws IOException {
        try (Connection connection = DumpConnection.open(config, name)) {
            DumpConnection.run(connection, "set session transaction isolation level repeatable read");
            DumpConnection.run(connection, "start transaction with consistent snapshot");
            long moment = Long.parseLong(one(connection, "select unix_timestamp()"));
            List<TableRecord> tables = new ArrayList<>();
            for (Map.Entry<String, String> table : tables(connection).entrySet()) {
                tables.add(new TableDump(connection, table.getKey(), table.getValue()).into(directory));
            }
            String server = one(connection, "select version()");
            DumpConnection.run(connection, "rollback");
            return new SchemaRecord(server, moment, tables);
        } catch (SQLException e) {
            throw new IOException("database " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Engines by the tables' names. */
    private static Map<String, String> tables(Connection connection) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select table_name, engine from information_schema.tables
                        where table_schema = database() and table_type = 'BASE TABLE'
                        """)) {
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getString(2));
            }
        }
        tables.remove(SchemaRestore.MARK);
        return tables;
    }

    static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
