package org.muster.science.app;

/** Why a task ends before its work is done. */
enum Stop {
    /** The client will start it again some time. */
    QUIT(0, "the client asked the task to quit; it goes on from its last checkpoint when it is started again"),
    /** The task is not wanted any more. */
    ABORT(194, "the client aborted the task"),
    /** Nobody is there to work for; the next client starts the task again. */
    CLIENT_GONE(0, "the client has gone; the task goes on from its last checkpoint when it is started again");

    private final int exitStatus;
    private final String words;

    Stop(int exitStatus, String words) {
        this.exitStatus = exitStatus;
        this.words = words;
    }

    /** The exit status by which the client knows it; 0 without a finish file means to start the task again. */
    int exitStatus() {
        return exitStatus;
    }

    String words() {
        return words;
    }
}
