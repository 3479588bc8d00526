package org.muster.common.testing;

import org.muster.common.store.Database;

/**
 * What a database server did while something ran, counted by the server. It counts for all its clients, so nothing else
 * may use it meanwhile; tests run one after the other.
 *
 * @param statements that clients sent, those that begin and end transactions included
 * @param commits statements that ended a transaction
 * @param rowsRead entries of indexes and rows that were looked at
 */
public record DatabaseCosts(long statements, long commits, long rowsRead) {

    /** Something that uses a database. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws Exception;
    }

    /** The costs of an action. */
    public static DatabaseCosts of(Database database, Action action) throws Exception {
        DatabaseCosts first = counted(database);
        DatabaseCosts second = counted(database);
        action.run();
        DatabaseCosts third = counted(database);
        return third.minus(second).minus(second.minus(first));
    }

    private static DatabaseCosts counted(Database database) {
        return new DatabaseCosts(
                sum(database, "variable_name = 'Questions'"),
                sum(database, "variable_name = 'Com_commit'"),
                sum(database, "variable_name like 'Handler_read%'"));
    }

    private static long sum(Database database, String which) {
        return database
                .read(handle -> handle.createQuery("show global status where " + which)
                        .map((row, context) -> row.getLong(2))
                        .list())
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private DatabaseCosts minus(DatabaseCosts other) {
        return new DatabaseCosts(statements - other.statements, commits - other.commits, rowsRead - other.rowsRead);
    }
}
