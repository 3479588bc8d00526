package org.muster.common.store;

/** A row was not as it had been read a moment before; the transaction is undone and what it did stays due. */
public final class ChangedMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChangedMeanwhileException(String message) {
        super(message);
    }
}
