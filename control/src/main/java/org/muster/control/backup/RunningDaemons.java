package org.muster.control.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.muster.common.config.DatabaseConfig;

/** Which daemons a project has that are alive: whose last heartbeat is still believed, and is not a farewell. */
final class RunningDaemons {
    private static final int NO_SUCH_TABLE = 1146;

    private RunningDaemons() {}

    /**
     * In words, for example {@code scheduler (process 4711 on alpha)}.
     *
     * @param now Unix seconds
     */
    static List<String> of(DatabaseConfig config, long now) throws IOException {
        try (Connection connection = DumpConnection.open(config, "work");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select daemon, pid, host from daemon_heartbeat"
                        + " where state <> 'STOPPED' and expires_at > " + now + " order by daemon")) {
            List<String> alive = new ArrayList<>();
            while (rows.next()) {
                alive.add(rows.getString(1) + " (process " + rows.getLong(2) + " on " + rows.getString(3) + ")");
            }
            return alive;
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return List.of();
            }
            throw new IOException("database work: " + e.getMessage(), e);
        }
    }
}
