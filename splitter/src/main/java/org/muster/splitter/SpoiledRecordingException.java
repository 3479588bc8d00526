package org.muster.splitter;

/** Something is there that contradicts this recording; trying again will not help, an operator must look. */
final class SpoiledRecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpoiledRecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
