package org.muster.common.model;

/** How a result ended (result.outcome). */
public enum Outcome implements Coded {
    /** Not over yet. */
    INIT(0),
    /** The host reported success. */
    SUCCESS(1),
    /** No host could be found for it. */
    COULDNT_SEND(2),
    /** The host reported a failure. */
    CLIENT_ERROR(3),
    /** The deadline passed without a report. */
    NO_REPLY(4),
    /** Not needed before it was sent. */
    DIDNT_NEED(5),
    /** Its output is missing or unreadable. */
    VALIDATE_ERROR(6),
    /** The host left the project. */
    CLIENT_DETACHED(7);

    private final int code;

    Outcome(int code) {
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
    public static Outcome of(int code) {
        return Coded.of(Outcome.class, code);
    }
}
