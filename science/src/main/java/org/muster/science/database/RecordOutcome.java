package org.muster.science.database;

/** What became of a result that was to be recorded. */
public enum RecordOutcome {
    /** It is in the database now. */
    RECORDED,
    /** The workunit already had its canonical result; nothing was changed. */
    ALREADY_RECORDED,
    /** The science database has no workunit of this name, so nothing can refer to it. */
    UNKNOWN_WORKUNIT
}
