package org.muster.validator;

/** The output of a result is missing or is not what the application writes, and never will be. */
public final class UnusableOutputException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public UnusableOutputException(String message) {
        super(message);
    }
}
