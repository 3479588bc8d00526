package org.muster.scheduler.work;

/** A stored document cannot be sent to any client; the message says why. */
public final class UnsendableDocumentException extends RuntimeException {

    public UnsendableDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
