package org.muster.splitter;

/** Another splitter works on this recording now. */
final class LostLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostLeaseException(String recordingName) {
        super("another splitter has taken over recording " + recordingName);
    }
}
