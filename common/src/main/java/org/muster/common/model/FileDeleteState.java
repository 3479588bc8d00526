package org.muster.common.model;

/** Where the files of a workunit or result are on their way out (file_delete_state). */
public enum FileDeleteState implements Coded {
    /** Needed. */
    INIT(0),
    /** May be deleted. */
    READY(1),
    /** Deleted. */
    DONE(2),
    /** Could not be deleted; tried again later. */
    ERROR(3);

    private final int code;

    FileDeleteState(int code) {
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
    public static FileDeleteState of(int code) {
        return Coded.of(FileDeleteState.class, code);
    }
}
