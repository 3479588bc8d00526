package org.muster.common.store;

import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;

/**
 * Begins and ends transactions by the statements {@code start transaction} and {@code commit} or {@code rollback}, with the
 * connection in autocommit mode all the time. JDBC's own way switches that mode off and on again around each transaction:
 * one round trip more, and in short transactions that is one statement in ten. One for each handle; used by one thread.
 */
final class StatementTransactions extends LocalTransactionHandler {
    private boolean open;

    @Override
    public TransactionHandler specialize(Handle handle) {
        return new StatementTransactions();
    }

    @Override
    public void begin(Handle handle) {
        execute(handle, "start transaction");
        open = true;
    }

    @Override
    public void commit(Handle handle) {
        execute(handle, "commit");
        open = false;
    }

    @Override
    public void rollback(Handle handle) {
        execute(handle, "rollback");
        open = false;
    }

    @Override
    public boolean isInTransaction(Handle handle) {
        return open;
    }

    @Override
    public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> work) throws X {
        begin(handle);
        try {
            R result = work.withHandle(handle);
            if (open) {
                commit(handle);
            }
            return result;
        } catch (Throwable failed) {
            abandon(handle, failed);
            throw failed;
        }
    }

    private void abandon(Handle handle, Throwable failed) {
        if (!open) {
            return;
        }
        try {
            rollback(handle);
        } catch (TransactionException e) {
            failed.addSuppressed(e);
            open = false;
            drop(handle, failed);
        }
    }

    /** When even the rollback fails nobody knows what is left open; without its connection the server rolls it back. */
    private static void drop(Handle handle, Throwable failed) {
        try {
            handle.getConnection().abort(Runnable::run);
        } catch (SQLException e) {
            failed.addSuppressed(e);
        }
    }

    private static void execute(Handle handle, String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new TransactionException(sql + " failed: " + e.getMessage(), e);
        }
    }
}
