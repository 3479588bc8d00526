package org.muster.science.database;

/** How far a piece is. Goes forward only. */
public enum WorkunitState {
    /** Its input file and its row here exist; the work database may not have it yet. */
    CUT,
    /** The work database has it. */
    ISSUED,
    /** Its canonical result is here. */
    ANALYSED,
    /** The work database gave it up; the message says why. */
    FAILED
}
