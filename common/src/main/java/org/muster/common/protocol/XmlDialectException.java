package org.muster.common.protocol;

/** Says that a document cannot be read any further; the only exception that {@link XmlScanner} throws for bad input. */
public final class XmlDialectException extends RuntimeException {

    private final int offset;

    public XmlDialectException(String problem, int offset) {
        super(problem + " (at byte " + offset + ")");
        this.offset = offset;
    }

    /** Returns the byte of the document at which reading stopped, 0 or more. */
    public int offset() {
        return offset;
    }
}
