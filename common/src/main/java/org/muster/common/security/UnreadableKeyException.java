package org.muster.common.security;

/** A key file is missing, cannot be read, or holds no key of the expected kind; the message names the file. */
public final class UnreadableKeyException extends RuntimeException {
    UnreadableKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
