package org.muster.science.recording;

/** A block header that cannot be used; the message says which card is wrong and how. */
final class BrokenHeaderException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenHeaderException(String message) {
        super(message);
    }
}
