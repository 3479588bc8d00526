package org.muster.common.files;

/** A file name that cannot be the name of a stored file; the message says why, and is fit to be shown to a volunteer. */
public final class IllegalFileNameException extends IllegalArgumentException {
    IllegalFileNameException(String message) {
        super(message);
    }
}
