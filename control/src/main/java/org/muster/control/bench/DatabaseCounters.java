package org.muster.control.bench;

import org.jdbi.v3.core.Handle;

/**
 * What the database server has counted since it started.
 *
 * @param statements statements of all clients
 * @param commits transactions that were committed by a statement of their own
 */
record DatabaseCounters(long statements, long commits) {

    static DatabaseCounters read(Handle handle) {
        return new DatabaseCounters(status(handle, "Questions"), status(handle, "Com_commit"));
    }

    private static long status(Handle handle, String name) {
        return handle.createQuery("show global status like '" + name + "'")
                .map((row, context) -> row.getLong(2))
                .one();
    }

    DatabaseCounters since(DatabaseCounters before) {
        return new DatabaseCounters(statements - before.statements, commits - before.commits);
    }
}
