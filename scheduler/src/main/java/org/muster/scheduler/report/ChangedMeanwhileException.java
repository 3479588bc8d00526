package org.muster.scheduler.report;

/** A row was changed by somebody else between reading and writing; the transaction is to be run again. */
public final class ChangedMeanwhileException extends RuntimeException {

    public ChangedMeanwhileException(String message) {
        super(message);
    }
}
