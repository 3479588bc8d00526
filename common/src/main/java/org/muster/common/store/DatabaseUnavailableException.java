package org.muster.common.store;

/** The database cannot be reached or broke off; nothing was committed. Wait and try again. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
