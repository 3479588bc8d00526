package org.muster.science.database;

/**
 * How far a recording is.
 *
 * <pre>
 *  from       to          when
 *  NEW        SPLITTING   a splitter looked through it and found at least one whole block
 *  NEW        REFUSED     nothing whole is in it
 *  NEW, SPLITTING → BLOCKED  it could not be read several times, or is no longer what it was
 *  SPLITTING  SPLIT       every piece is cut, and all blocks were good
 *  SPLITTING  CUT_SHORT   every piece before the damage is cut
 *  BLOCKED    NEW         an operator says so
 * </pre>
 */
public enum RecordingState {
    /** Registered; nobody has looked into it. */
    NEW(false),
    /** Pieces are being cut from it. */
    SPLITTING(false),
    /** All of it is cut. */
    SPLIT(true),
    /** The part before the damage is cut; the message names the damage. */
    CUT_SHORT(true),
    /** Nothing can be cut from it; the message says why. */
    REFUSED(true),
    /** Set aside with its error until an operator lets it go again. */
    BLOCKED(true);

    private final boolean terminal;

    RecordingState(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether no splitter will touch it any more by itself. */
    public boolean terminal() {
        return terminal;
    }
}
