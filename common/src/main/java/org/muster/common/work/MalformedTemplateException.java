package org.muster.common.work;

/** An output template that no result can be made from; the message says what is wrong with it and what to write. */
public final class MalformedTemplateException extends RuntimeException {

    /** What is wrong, for the operator. */
    public MalformedTemplateException(String message) {
        super(message);
    }
}
