package org.muster.common.model;

/** Where a result is in its life on the server (result.server_state). */
public enum ServerState implements Coded {
    /** Held back by a size regulator. */
    INACTIVE(1),
    /** Ready to be given to a host. */
    UNSENT(2),
    /** Given to a host, not reported yet. */
    IN_PROGRESS(4),
    /** Reported, timed out, or not wanted any more. */
    OVER(5);

    private final int code;

    ServerState(int code) {
        this.code = code;
    }

    /** BOINC's number for this value, as the database holds it. */
    @Override
    public int code() {
        return code;
    }

    /**
     * The value of a number read from the database.
     *
     * @throws IllegalArgumentException when BOINC has no such number
     */
    public static ServerState of(int code) {
        return Coded.of(ServerState.class, code);
    }
}
