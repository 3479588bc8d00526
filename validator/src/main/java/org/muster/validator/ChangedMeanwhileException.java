package org.muster.validator;

/** A result was not as it had been read a moment before; the transaction is undone and the workunits stay due. */
final class ChangedMeanwhileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException() {
        super("a result changed between being read and being written");
    }
}
