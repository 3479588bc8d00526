package org.muster.science.piece;

import java.io.IOException;

/** A file that should hold a piece does not: the message says what is wrong, and how many bytes are missing. */
public class PieceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public PieceFormatException(String message) {
        super(message);
    }

    public PieceFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
