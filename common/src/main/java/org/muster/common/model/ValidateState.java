package org.muster.common.model;

/** What the validator says of a result (result.validate_state). */
public enum ValidateState implements Coded {
    /** Not looked at. */
    INIT(0),
    /** Agrees with the canonical result. */
    VALID(1),
    /** Does not agree, or unusable. */
    INVALID(2),
    /** The workunit failed; never looked at. */
    NO_CHECK(3),
    /** Compared, no quorum yet. */
    INCONCLUSIVE(4),
    /** Came after the canonical files were deleted. */
    TOO_LATE(5);

    private final int code;

    ValidateState(int code) {
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
    public static ValidateState of(int code) {
        return Coded.of(ValidateState.class, code);
    }
}
