package org.muster.control.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.muster.common.config.DatabaseConfig;
import org.muster.control.backup.BackupRecord.SchemaRecord;
import org.muster.control.backup.BackupRecord.TableRecord;

/**
 * Brings a schema back. The table {@value #MARK} says from its first moment to its last which set is being restored and which
 * tables are done, so that a restore that was killed can be repeated, and is known from a database that is in use. Flyway's
 * table comes last: until it is there no daemon starts.
 */
final class SchemaRestore {
    static final String MARK = "muster_restore";

    private static final String SCHEMA_HISTORY = "flyway_schema_history";

    private final DatabaseConfig config;
    private final String name;
    private final Path directory;
    private final SchemaRecord record;

    /**
     * Sets it up.
     *
     * @param name what to call the database in messages
     * @param directory where the tables' files are
     */
    SchemaRestore(DatabaseConfig config, String name, Path directory, SchemaRecord record) {
        this.config = config;
        this.name = name;
        this.directory = directory;
        this.record = record;
    }

    /** What is in the database that would be replaced. */
    enum Present {
        /** No table. */
        NOTHING,
        /** What a restore that did not end has left. */
        HALF_RESTORED,
        /** Tables. */
        TABLES
    }

    /** Looks what is there. */
    Present present() throws IOException {
        return with(connection -> {
            Set<String> tables = tables(connection);
            if (tables.contains(MARK)) {
                return Present.HALF_RESTORED;
            }
            return tables.isEmpty() ? Present.NOTHING : Present.TABLES;
        });
    }

    /**
     * Replaces all tables by the backup's.
     *
     * @param set the backup's name
     * @param margin by how much the next numbers of new rows are raised, so that none is given out twice
     * @param said is told of every table
     */
    void run(String set, long margin, Consumer<String> said) throws IOException {
        with(connection -> {
            connection.setAutoCommit(false);
            Set<String> done = begin(connection, set);
            for (TableRecord table : inOrder()) {
                if (!done.contains(table.name())) {
                    new TableLoad(connection, directory).load(table);
                    mark(connection, set, table.name());
                    connection.commit();
                    said.accept(name + ": table " + table.name() + ", " + table.rows() + " rows");
                }
            }
            raise(connection, margin);
            forgetHeartbeats(connection);
            DumpConnection.run(connection, "drop table " + MARK);
            return null;
        });
    }

    private List<TableRecord> inOrder() {
        return record.tables().stream()
                .sorted(Comparator.comparing((TableRecord table) -> table.name().equals(SCHEMA_HISTORY)))
                .toList();
    }

    /** Removes what is not of this restore; returns the tables that are done. */
    private static Set<String> begin(Connection connection, String set) throws SQLException {
        DumpConnection.run(
                connection,
                "create table if not exists " + MARK
                        + " (table_name varchar(191) not null primary key, set_name varchar(191) not null) engine = InnoDB");
        Set<String> done = new TreeSet<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select table_name from " + MARK + " where set_name = ?")) {
            statement.setString(1, set);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    done.add(rows.getString(1));
                }
            }
        }
        List<String> others = new ArrayList<>(tables(connection));
        others.removeAll(done);
        others.remove(MARK);
        others.sort(Comparator.comparing((String table) -> !table.equals(SCHEMA_HISTORY)));
        for (String table : others) {
            DumpConnection.run(connection, "drop table if exists " + DumpConnection.quoted(table));
        }
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + MARK + " where set_name <> ?")) {
            statement.setString(1, set);
            statement.executeUpdate();
        }
        connection.commit();
        return done;
    }

    private static void mark(Connection connection, String set, String table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + MARK + " (table_name, set_name) values (?, ?)")) {
            statement.setString(1, table);
            statement.setString(2, set);
            statement.executeUpdate();
        }
    }

    /** Rows made after the backup had numbers that others still know: hosts, results. New rows begin well above. */
    private static void raise(Connection connection, long margin) throws SQLException {
        for (Map.Entry<String, Numbering> entry : numberings(connection).entrySet()) {
            Numbering numbering = entry.getValue();
            String table = DumpConnection.quoted(entry.getKey());
            long largest = Long.parseLong(SchemaDump.one(
                    connection,
                    "select coalesce(max(" + DumpConnection.quoted(numbering.column()) + "), 0) from " + table));
            long next = Math.min(largest + 1 + margin, numbering.most());
            if (next > largest) {
                DumpConnection.run(connection, "alter table " + table + " auto_increment = " + next);
            }
        }
    }

    /**
     * How a table numbers its rows.
     *
     * @param column the column that does
     * @param most the highest number to begin at: half of what the column holds
     */
    private record Numbering(String column, long most) {}

    private static Map<String, Numbering> numberings(Connection connection) throws SQLException {
        Map<String, Numbering> numberings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select table_name, column_name, data_type from information_schema.columns
                        where table_schema = database() and extra like '%auto_increment%' order by table_name
                        """)) {
            while (rows.next()) {
                long most = switch (rows.getString(3)) {
                    case "bigint" -> Long.MAX_VALUE / 2;
                    case "int" -> Integer.MAX_VALUE / 2;
                    case "mediumint" -> 1 << 22;
                    case "smallint" -> Short.MAX_VALUE / 2;
                    default -> Byte.MAX_VALUE / 2;
                };
                numberings.put(rows.getString(1), new Numbering(rows.getString(2), most));
            }
        }
        return numberings;
    }

    /** The daemons that beat when the backup was made are not running now. */
    private static void forgetHeartbeats(Connection connection) throws SQLException {
        if (tables(connection).contains("daemon_heartbeat")) {
            DumpConnection.run(connection, "delete from daemon_heartbeat");
            connection.commit();
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select table_name from information_schema.tables
                        where table_schema = database() and table_type = 'BASE TABLE'
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private <T> T with(Work<T> work) throws IOException {
        try (Connection connection = DumpConnection.open(config, name)) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new IOException("database " + name + ": " + e.getMessage(), e);
        }
    }

    /** What is done on a connection. */
    @FunctionalInterface
    private interface Work<T> {
        T run(Connection connection) throws SQLException, IOException;
    }
}
