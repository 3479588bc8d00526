package org.muster.control;

/** Something the user of the command can mend; the message says how. */
public final class UserErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserErrorException(String message) {
        super(message);
    }
}
