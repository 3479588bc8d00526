package org.muster.splitter;

/** A recording could not be read or cut; it may work another time. */
final class UnreadableRecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
