package org.muster.science.app;

/** The statuses with which the application exits, besides those of {@link Stop}. */
final class ExitStatus {
    /** The work is done, or the client will start the task again: the finish file makes the difference. */
    static final int DONE = 0;

    /** The input cannot be read or the output not be written. */
    static final int FAILED = 1;

    /** The command line is not understood. */
    static final int USAGE = 2;

    private ExitStatus() {}
}
