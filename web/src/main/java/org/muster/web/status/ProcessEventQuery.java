package org.muster.web.status;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What happened lately to each process that a supervisor keeps running. Reads some rows of each process. */
final class ProcessEventQuery {
    /** Each incident has at most three events: it ended, somebody gave an order, it was started. */
    private static final int ROWS_OF_ONE = 3 * Incident.SHOWN_OF_ONE;

    private ProcessEventQuery() {}

    /** The last events of each process. */
    static List<ProcessEvent> lately(Handle handle) {
        return handle.createQuery("""
                        select e.id, e.host, e.child, e.event, coalesce(e.reason, '') as reason, e.happened_at
                        from (
                          select process.host, process.child, coalesce((
                            select n.id from daemon_event n
                            where n.host = process.host and n.child = process.child
                            order by n.id desc limit 1 offset <before>), 0) as first_id
                          from (select distinct host, child from daemon_event) as process) as latest
                        join daemon_event e
                          on e.host = latest.host and e.child = latest.child and e.id >= latest.first_id
                        """)
                .define("before", ROWS_OF_ONE - 1)
                .map((row, context) -> new ProcessEvent(
                        row.getLong("id"),
                        row.getString("host"),
                        row.getString("child"),
                        row.getString("event"),
                        row.getString("reason"),
                        Instant.ofEpochSecond(row.getLong("happened_at"))))
                .list();
    }
}
