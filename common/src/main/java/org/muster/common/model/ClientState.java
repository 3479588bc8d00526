package org.muster.common.model;

/** How far the client says it came (result.client_state). */
public enum ClientState implements Coded {
    /** Nothing done. */
    NEW(0),
    /** Files being fetched. */
    DOWNLOADING(1),
    /** Files there, not finished. */
    DOWNLOADED(2),
    /** The application failed. */
    COMPUTE_ERROR(3),
    /** Output being sent. */
    UPLOADING(4),
    /** Done. */
    UPLOADED(5),
    /** Aborted by the volunteer or the project. */
    ABORTED(6),
    /** Output could not be sent. */
    UPLOAD_FAILED(7);

    private final int code;

    ClientState(int code) {
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
    public static ClientState of(int code) {
        return Coded.of(ClientState.class, code);
    }
}
